import Training

/// What a run's steps come to.
struct RunSummary {
  private(set) var steps = 0
  /// Seconds of the run's clock.
  private(set) var time = 0.0
  private(set) var fresh = 0
  private(set) var arrivals = 0
  private(set) var recovery = 0.0
  private(set) var meanStaleness = 0.0
  private(set) var maxStaleness = 0
  private(set) var worstResidual = 0.0
  private(set) var lastLoss = Double.nan
  /// Messages that were not finite.
  var refused = 0
  /// Workers that were found to lie; those of the steps since a run went on, where it did.
  private(set) var liars: Set<Int> = []
  /// The target, and the step and time at which it was reached.
  var reached: (target: Target, step: Int, time: Double)?

  // What is reached ends the run, so no checkpoint knows of it.
  private enum CodingKeys: CodingKey {
    case steps, time, fresh, arrivals, recovery, meanStaleness, maxStaleness, worstResidual,
      lastLoss, refused
  }

  mutating func add(_ r: StepRecord) {
    steps += 1
    time = r.time
    fresh += r.fresh
    arrivals += r.arrivals
    recovery += r.coverage.recovery
    meanStaleness += r.coverage.meanStaleness
    maxStaleness = max(maxStaleness, r.coverage.maxStaleness)
    worstResidual = max(worstResidual, r.coverage.residual)
    lastLoss = r.loss
    if !r.liars.isEmpty { liars.formUnion(r.liars) }
  }

  /// The rows of the table that ends a run.
  func rows(scheme: String, waitsFor: String, lateWork: String, clock: String)
    -> [(String, String)]
  {
    let n = Double(max(steps, 1))
    func mean(_ total: Double, _ digits: Int) -> String { String(rounding: total / n, to: digits) }
    var rows = [
      ("scheme", "\(scheme), waits for \(waitsFor)"),
      ("late work", lateWork),
      ("steps", "\(steps)"),
      (
        "\(clock) time",
        time > 0 || steps == 0
          ? "\(String(rounding: time, to: 3)) s, \(mean(time * 1000, 2)) ms a step"
          : "none passed, since nothing takes time; give --delay or --compute"
      ),
      (
        "messages a step",
        "\(mean(Double(fresh), 2)) fresh, \(mean(Double(arrivals - fresh), 2)) late"
      ),
      ("recovery", "\(mean(100 * recovery, 2)) % of the samples"),
      ("staleness", "\(mean(meanStaleness, 3)) steps, at most \(maxStaleness)"),
    ]
    if refused > 0 { rows.append(("not finite", "\(refused) messages, which were not used")) }
    if !liars.isEmpty {
      let list = liars.sorted().map(String.init).joined(separator: ", ")
      rows.append(("liars", "\(list), whose messages were left out from when they were found"))
    }
    if let reached {
      rows.append(
        (
          "target",
          "\(reached.target.metric) \(reached.target.value) at step \(reached.step), "
            + "\(String(rounding: reached.time, to: 3)) s"
        ))
    }
    return rows
  }
}

extension RunSummary: Codable, Equatable {
  static func == (a: RunSummary, b: RunSummary) -> Bool {
    a.steps == b.steps && a.time == b.time && a.fresh == b.fresh && a.arrivals == b.arrivals
      && a.recovery == b.recovery && a.meanStaleness == b.meanStaleness
      && a.maxStaleness == b.maxStaleness && a.worstResidual == b.worstResidual
      && a.lastLoss == b.lastLoss && a.refused == b.refused
  }
}

extension String {
  /// A number with a fixed number of decimals.
  init(rounding value: Double, to digits: Int) {
    guard value.isFinite, abs(value) < 1e15 else {
      self = "\(value)"
      return
    }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = (abs(value) * scale).rounded()
    let integral = (whole / scale).rounded(.down)
    let fraction = Int(whole - integral * scale)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard digits > 0 else {
      self = "\(sign)\(Int(integral))"
      return
    }
    let padded = String(repeating: "0", count: digits - "\(fraction)".count) + "\(fraction)"
    self = "\(sign)\(Int(integral)).\(padded)"
  }
}
