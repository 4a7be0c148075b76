import Clusters
import Console
import MPITransport
import Runs
import Settings

/// What the options come to: a configuration, and where it goes.
struct Job {
  let request: RunRequest
  let quiet: Bool
  /// The run folder to repeat.
  let replay: String?
  /// Whether only times are asked for.
  let timingOnly: Bool
  /// Whether closed forms are asked for.
  let expectations: Bool

  init(_ options: Options) throws(ConfigurationError) {
    var c = RunConfiguration()
    let launched = MPIEnvironment.launched
    c.virtual =
      options.virtual || options.replay != nil || options.timingOnly || options.expectations
    c.workers = try Self.workers(options, launched: launched, local: c.virtual)
    c.scheme = options.scheme?.lowercased() ?? c.scheme
    c.stragglers = try Self.stragglers(options, workers: c.workers)
    c.set = options.set
    c.lateWork = options.lateWork?.lowercased()
    c.stop = options.stop
    c.staleness = options.staleness
    c.maxStaleness = options.maxStaleness
    c.transport = options.transport ?? c.transport
    c.compute = options.compute ?? c.compute
    c.network = options.network ?? c.network
    c.delay = options.delay ?? c.delay
    c.dataset = options.dataset ?? c.dataset
    c.testDataset = options.testDataset
    c.model = options.model
    c.blocks = options.blocks?.lowercased() ?? c.blocks
    c.batch = options.batch ?? c.batch
    c.optimizer = try Self.optimizer(options, c.optimizer)
    c.stepSize = options.stepSize ?? c.stepSize
    c.l2 = options.l2 ?? c.l2
    c.steps = options.steps ?? c.steps
    c.time = options.time
    c.until = options.until
    try c.setPrecision(options.precision)
    c.evaluateEvery = options.evaluateEvery ?? c.evaluateEvery
    c.seed = options.seed ?? c.seed
    c.threads = options.threads ?? c.threads
    c.recordTasks = options.recordTasks
    request = RunRequest(
      c, out: options.out, overwrite: options.overwrite, draws: !options.noPicture)
    quiet = options.quiet
    replay = options.replay
    timingOnly = options.timingOnly
    expectations = options.expectations
  }

  private static func workers(
    _ options: Options, launched: (rank: Int, size: Int)?, local: Bool
  ) throws(ConfigurationError) -> Int {
    if let given = options.workers { try RunConfiguration.check(workers: given) }
    if let launched, launched.size > 1 {
      guard !local else {
        throw ConfigurationError(
          "--virtual and --replay run in one process; start them without mpirun")
      }
      if let given = options.workers, given != launched.size - 1 {
        throw ConfigurationError(
          "--workers \(given): mpirun started \(launched.size) ranks, a parameter server and "
            + "\(launched.size - 1) workers; start \(given + 1) ranks, or leave the option out")
      }
      return launched.size - 1
    }
    guard local else {
      let ranks = (options.workers ?? 24) + 1
      throw ConfigurationError(
        "needs a parameter server and at least one worker: start it by 'mpirun -n \(ranks) "
          + "pgc-train …', or add --virtual for virtual time in this process")
    }
    return options.workers ?? 24
  }

  private static func stragglers(_ options: Options, workers n: Int) throws(ConfigurationError)
    -> Int?
  {
    guard let k = options.await else { return options.stragglers }
    guard options.stragglers == nil || options.stragglers == n - k else {
      throw ConfigurationError(
        "--await \(k) and --stragglers \(options.stragglers ?? 0) contradict each other: n is \(n)")
    }
    guard (1...n).contains(k) else {
      throw ConfigurationError("--await \(k): is out of range: 1 to \(n), the number of workers")
    }
    return n - k
  }

  private static func optimizer(_ options: Options, _ usual: String) throws(ConfigurationError)
    -> String
  {
    let name = options.optimizer ?? (options.momentum == nil ? usual : "heavy-ball")
    guard let momentum = options.momentum else { return name }
    guard name == "heavy-ball" else {
      throw ConfigurationError("--momentum \(momentum): only --optimizer heavy-ball has a momentum")
    }
    return "heavy-ball:momentum=\(momentum)"
  }
}
