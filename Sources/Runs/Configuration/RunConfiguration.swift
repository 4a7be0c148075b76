public import Coding
public import Settings

/// One training, completely described: what the command line and files say, defaults filled in.
///
/// `RunOption.all` says under which name each value is given, in commands, plans and files.
public struct RunConfiguration: Hashable, Sendable {
  /// The scheme's name.
  public var scheme = "pgc"
  /// n.
  public var workers = 24
  /// s; nil for the scheme's own default.
  public var stragglers: Int?
  /// Settings of the scheme, each `name=value`.
  public var set: [String] = []
  /// `cancel`, `finish` or `backlog`; nil for the scheme's own.
  public var lateWork: String?
  /// The stopping rule, as a spec.
  public var stop: String?
  /// The weight by staleness, as a spec.
  public var staleness: String?
  /// In steps.
  public var maxStaleness: Int?
  /// `stop`, `keep`, `drop` or `reassign`: what becomes of blocks that lost workers alone hold.
  public var onLostBlock = "stop"
  /// `stop` or `skip`: what becomes of a message that is not finite.
  public var onBadGradient = "stop"
  /// How stale gradients are moved to the current model, as a spec.
  public var transport = "none"
  /// Steps that a worker makes by itself before it sends; 1 for none but the gradient.
  public var localSteps = 1
  /// The step size of local steps.
  public var localStepSize = 0.1
  /// The standard deviation of noise that is added to each coordinate of a block's gradient; 0 for none.
  public var gradientNoise = 0.0
  /// How messages are put together: `sum`, or one that bears liars.
  public var aggregate = "sum"
  /// What workers that lie send; for tests of codes and aggregates against them.
  public var attack = "none"
  /// Virtual time in this process, in place of MPI.
  public var virtual = false
  /// Virtual compute time.
  public var compute = "none"
  /// Virtual time of models and messages.
  public var network = "none"
  /// Bytes of a model and of a message in a run of times alone; 0 where none is counted.
  public var messageBytes = 0
  /// When workers are lost in virtual time, as `Absences` reads it.
  public var losses: String?
  /// Injected delay.
  public var delay = "none"
  /// A data set's name, spec or file.
  public var dataset = "fashion-mnist"
  /// A test set in a file of its own; nil for the data set's.
  public var testDataset: String?
  /// Training samples that are used, evenly spaced over the set; 0 is all.
  public var samples = 0
  /// The model; nil for the one that fits the labels.
  public var model: String?
  /// A command whose program computes the gradients, in place of a data set and a model.
  public var program: String?
  /// Seconds for which the program may leave a question unanswered.
  public var programPatience = 600.0
  /// How samples go to blocks, as `BlockRule` reads it.
  public var blocks = "shuffled"
  /// Samples a step over all blocks; 0 is all.
  public var batch = 0
  /// `independent` or `reshuffle`.
  public var sampling = "independent"
  /// The update rule, as a spec.
  public var optimizer = "gd"
  /// η, as `StepSize` reads it.
  public var stepSize = "0.1"
  /// λ.
  public var l2 = 0.0
  /// T.
  public var steps = 300
  /// Seconds of the run's clock after which no further step begins.
  public var time: Double?
  /// `METRIC=VALUE` that ends the run.
  public var until: String?
  /// `float32` or `float64`.
  public var precision = "float64"
  /// Steps between the models that are evaluated; 0 is the last only.
  public var evaluateEvery = 10
  /// Of all random choices.
  public var seed: UInt64 = 1
  /// Threads of BLAS in each rank, or of gradient evaluation in virtual time; 0 is one in each rank,
  /// or all processors in virtual time.
  public var threads = 0
  /// Whether every task is a row of `tasks.csv`.
  public var recordTasks = false
  /// How progress is shown, as a spec: `line`, `plain` or `none`; nil for a line where a person watches.
  public var progress: String?
  /// What is done with all this; no option, but `run.json` says it.
  public var mode = RunMode.run
  /// The folder of the run that is repeated.
  public var record: String?

  /// The defaults.
  public init() {}

  /// What is asked of the scheme.
  public func schemeRequest() throws(ConfigurationError) -> SchemeRequest {
    var settings: [(String, String)] = []
    for item in set {
      let spec = try Spec(parsing: "set:" + item, option: "--set")
      settings += spec.settings.map { ($0.key, $0.value) }
    }
    return SchemeRequest(
      scheme, workers: workers, stragglers: stragglers, settings: settings,
      stop: try stop.map { text throws(ConfigurationError) in
        try Spec(parsing: text, option: "--stop")
      },
      staleness: try staleness.map { text throws(ConfigurationError) in
        try Spec(parsing: text, option: "--staleness")
      },
      maxStaleness: maxStaleness, seed: seed)
  }

  /// A folder name that tells scheme, workers, stragglers and seed.
  public var suggestedName: String {
    let late = stragglers.map { "-s\($0)" } ?? ""
    let name = mode == .expect ? "expectations" : scheme
    return "\(name)-n\(workers)\(late)-seed\(seed)\(virtual && mode == .run ? "-virtual" : "")"
      + (mode == .time ? "-time" : "")
  }
}
