import Learning

extension RunOption {
  /// Every option of a training, in the order of commands.
  ///
  /// A new one is a line here, a property of `RunConfiguration`, and its help in `TrainingOptions` of
  /// `pgc-train`; a test says where a name is missing.
  public static let all: [RunOption] = [
    RunOption("scheme", \.scheme, isWord: true, isAlwaysSaid: true),
    RunOption("workers", \.workers, isAlwaysSaid: true, "must be 1 to \(mostWorkers)") {
      (1...mostWorkers).contains($0)
    },
    RunOption("stragglers", \.stragglers),
    RunOption("set", \.set),
    RunOption("late-work", \.lateWork, isWord: true),
    RunOption("stop", \.stop),
    RunOption("staleness", \.staleness),
    RunOption("max-staleness", \.maxStaleness, "must be at least 0") { $0 ?? 0 >= 0 },
    RunOption("transport", \.transport),
    RunOption("virtual", \.virtual, isOfPlans: false),
    RunOption("compute", \.compute),
    RunOption("network", \.network),
    RunOption("delay", \.delay),
    RunOption("dataset", \.dataset, isAlwaysSaid: true),
    RunOption("test-dataset", \.testDataset),
    RunOption("samples", \.samples, "must be at least 0") { $0 >= 0 },
    RunOption("model", \.model),
    RunOption("blocks", \.blocks, isWord: true),
    RunOption("batch", \.batch, "must be at least 0") { $0 >= 0 },
    RunOption("sampling", \.sampling, isWord: true),
    RunOption("optimizer", \.optimizer),
    RunOption("step-size", \.stepSize, isAlwaysSaid: true),
    RunOption("l2", \.l2, "must be a finite number, at least 0") { $0 >= 0 && $0.isFinite },
    RunOption("steps", \.steps, isAlwaysSaid: true, "must be at least 0") { $0 >= 0 },
    RunOption("time", \.time, "must be seconds, more than 0") {
      $0.map { $0 > 0 && $0.isFinite } ?? true
    },
    RunOption("until", \.until),
    RunOption(
      "precision", \.precision, isWord: true, usual: usualPrecision,
      "must be float32 or float64"
    ) { ["float32", "float64"].contains($0) },
    RunOption("evaluate-every", \.evaluateEvery, "must be at least 0") { $0 >= 0 },
    RunOption("seed", \.seed, isOfPlans: false, isAlwaysSaid: true),
    RunOption("threads", \.threads, isOfPlans: false, "must be at least 0") { $0 >= 0 },
    RunOption("record-tasks", \.recordTasks, isOfPlans: false),
  ]

  /// What says the same as other options in other words; `RunConfiguration(_:)` reads them.
  public static let shorthands = ["preset", "await", "momentum"]

  /// All names.
  public static let names = shorthands + all.map(\.name)

  /// The names that a plan may use.
  ///
  /// Seeds, threads, virtual or not, and what is recorded are the plan's own.
  public static let namesOfPlans = shorthands + all.filter(\.isOfPlans).map(\.name)

  /// More than any cluster has; every scheme keeps something for each.
  private static let mostWorkers = 1_000_000

  /// The precision that a command may leave out; networks have another one, which is said.
  private static func usualPrecision(_ configuration: RunConfiguration) -> String? {
    let usual = RunConfiguration().precision
    return (try? Objectives.usualPrecision(of: configuration.model)) == usual ? usual : nil
  }

  /// The option of a name.
  static func named(_ name: String) -> RunOption? { all.first { $0.name == name } }
}
