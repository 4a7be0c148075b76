public import Runs

extension RunConfiguration {
  /// The words that give it to `pgc-train`; what is as by default is left out, but for scheme,
  /// workers, data and seed.
  public var arguments: [String] {
    let usual = RunConfiguration()
    var asUsual = self
    // A model that is no spec has no usual precision, and then the given one is said.
    let isUsual = (try? asUsual.setPrecision(nil)) != nil && asUsual.precision == precision
    var words = ["--scheme", scheme, "--workers", "\(workers)"]
    func add(_ name: String, _ value: String?, unless usual: String? = nil) {
      if let value, value != usual { words += ["--\(name)", value] }
    }
    add("stragglers", stragglers.map(String.init))
    for item in set { add("set", item) }
    add("late-work", lateWork)
    add("stop", stop)
    add("staleness", staleness)
    add("max-staleness", maxStaleness.map(String.init))
    add("transport", transport, unless: usual.transport)
    if virtual { words.append("--virtual") }
    add("compute", compute, unless: usual.compute)
    add("network", network, unless: usual.network)
    add("delay", delay, unless: usual.delay)
    add("dataset", dataset)
    add("test-dataset", testDataset)
    add("model", model)
    add("blocks", blocks, unless: usual.blocks)
    add("batch", "\(batch)", unless: "\(usual.batch)")
    add("optimizer", optimizer, unless: usual.optimizer)
    add("step-size", stepSize)
    add("l2", "\(l2)", unless: "\(usual.l2)")
    add("steps", "\(steps)")
    add("time", time.map { "\($0)" })
    add("until", until)
    add("precision", precision, unless: isUsual ? usual.precision : nil)
    add("evaluate-every", "\(evaluateEvery)", unless: "\(usual.evaluateEvery)")
    add("seed", "\(seed)")
    add("threads", "\(threads)", unless: "\(usual.threads)")
    if recordTasks { words.append("--record-tasks") }
    return words
  }
}

extension PlannedRun {
  /// The command line that does this run alone, as a shell reads it.
  public var command: String {
    Runner.command(["pgc-train"] + configuration.arguments, of: self).map(Self.quoted)
      .joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let safe = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_=.,:/+@%".contains($0))
    }
    return safe && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
