import Learning

extension RunOption {
  /// Every option of a training, in the order of commands.
  ///
  /// A new one is a line here, a property of `RunConfiguration`, and its help in `TrainingOptions` of
  /// `pgc-train`; a test says where a name is missing.
  public static let all: [RunOption] = [
    RunOption("scheme", \.scheme, for: [.run, .time], isWord: true, isAlwaysSaid: true),
    RunOption(
      "workers", \.workers, for: [.run, .time, .expect], isAlwaysSaid: true,
      "must be 1 to \(mostWorkers)"
    ) {
      (1...mostWorkers).contains($0)
    },
    RunOption(
      "stragglers", \.stragglers, for: [.run, .time, .expect],
      usual: { $0.usesStragglers ? nil : $0.stragglers }),
    RunOption("set", \.set, for: [.run, .time]),
    RunOption("late-work", \.lateWork, for: [.run, .time], isWord: true),
    RunOption("stop", \.stop, for: [.run, .time]),
    RunOption("staleness", \.staleness, for: [.run, .time]),
    RunOption("max-staleness", \.maxStaleness, for: [.run, .time], "must be at least 0") {
      $0 ?? 0 >= 0
    },
    RunOption("losses", \.losses, for: [.run, .time]),
    RunOption("on-lost-block", \.onLostBlock, for: [.run, .time], isWord: true),
    RunOption(
      "on-bad-gradient", \.onBadGradient, for: [.run], isWord: true, "must be stop or skip"
    ) { ["stop", "skip"].contains($0) },
    RunOption("transport", \.transport, for: [.run, .replay]),
    RunOption("local-steps", \.localSteps, for: [.run], "must be 1 to 10000") {
      (1...10_000).contains($0)
    },
    RunOption(
      "local-step-size", \.localStepSize, for: [.run],
      usual: { $0.localSteps == 1 ? $0.localStepSize : nil },
      "must be a finite number above 0"
    ) { $0 > 0 && $0.isFinite },
    RunOption("gradient-noise", \.gradientNoise, for: [.run], "must be a finite number, at least 0")
    {
      $0 >= 0 && $0.isFinite
    },
    RunOption("aggregate", \.aggregate, for: [.run, .replay]),
    RunOption("attack", \.attack, for: [.run, .replay]),
    RunOption("virtual", \.virtual, for: Set(RunMode.allCases), isOfPlans: false),
    RunOption("compute", \.compute, for: [.run, .time]),
    RunOption("network", \.network, for: [.run, .time]),
    RunOption("message-bytes", \.messageBytes, for: [.time], "must be 0 to 10^12") {
      (0...1_000_000_000_000).contains($0)
    },
    RunOption("delay", \.delay, for: [.run, .time, .expect]),
    RunOption(
      "dataset", \.dataset, for: [.run, .time],
      usual: { $0.program == nil && $0.countsSamples ? nil : $0.dataset }),
    RunOption("test-dataset", \.testDataset, for: [.run, .replay]),
    RunOption(
      "samples", \.samples, for: [.run, .time],
      usual: { $0.countsSamples ? nil : $0.samples }, "must be at least 0"
    ) { $0 >= 0 },
    RunOption("model", \.model, for: [.run]),
    RunOption("program", \.program, for: [.run]),
    RunOption(
      "program-patience", \.programPatience, for: [.run, .replay],
      "must be seconds, more than 0"
    ) { $0 > 0 },
    RunOption("blocks", \.blocks, for: [.run], isWord: true),
    RunOption("batch", \.batch, for: [.run, .time], "must be at least 0") { $0 >= 0 },
    RunOption("sampling", \.sampling, for: [.run], isWord: true),
    RunOption("optimizer", \.optimizer, for: [.run, .replay]),
    RunOption("step-size", \.stepSize, for: [.run, .replay], isAlwaysSaid: true),
    RunOption("l2", \.l2, for: [.run, .replay], "must be a finite number, at least 0") {
      $0 >= 0 && $0.isFinite
    },
    RunOption(
      "steps", \.steps, for: Set(RunMode.allCases), isAlwaysSaid: true, "must be at least 0"
    ) { $0 >= 0 },
    RunOption("time", \.time, for: [.run, .time, .replay], "must be seconds, more than 0") {
      $0.map { $0 > 0 && $0.isFinite } ?? true
    },
    RunOption("until", \.until, for: [.run, .replay]),
    RunOption(
      "precision", \.precision, for: [.run, .replay], isWord: true, usual: usualPrecision,
      "must be float32 or float64"
    ) { ["float32", "float64"].contains($0) },
    RunOption("evaluate-every", \.evaluateEvery, for: [.run, .replay], "must be at least 0") {
      $0 >= 0
    },
    RunOption("seed", \.seed, for: [.run, .time, .expect], isOfPlans: false, isAlwaysSaid: true),
    RunOption("threads", \.threads, for: [.run, .replay], isOfPlans: false, "must be at least 0") {
      $0 >= 0
    },
    RunOption("record-tasks", \.recordTasks, for: [.run, .time, .replay]),
    RunOption("progress", \.progress, for: [.run, .time, .replay], isWord: true, isOfPlans: false),
  ]

  /// What says the same as other options in other words; `RunConfiguration(_:)` reads them.
  public static let shorthands = ["preset", "await", "momentum"]

  /// All names.
  public static let names = shorthands + all.map(\.name)

  /// The commands to which an option makes a difference; nil where there is no such option.
  public static func modes(of name: String) -> Set<RunMode>? {
    let meant = ["preset": "dataset", "await": "stragglers", "momentum": "optimizer"]
    return named(meant[name] ?? name)?.modes
  }

  /// The names that a plan may use.
  ///
  /// Seeds, threads, and whether virtual or not, are the plan's own.
  public static let namesOfPlans = shorthands + all.filter(\.isOfPlans).map(\.name)

  /// More than any cluster has; every scheme keeps something for each.
  private static let mostWorkers = 1_000_000

  /// The precision that a command may leave out; networks have another one, which is said.
  private static func usualPrecision(_ configuration: RunConfiguration) -> String? {
    let usual = RunConfiguration().precision
    return (try? configuration.precisionOfModel()) == usual ? usual : nil
  }

  /// The option of a name.
  static func named(_ name: String) -> RunOption? { all.first { $0.name == name } }
}
