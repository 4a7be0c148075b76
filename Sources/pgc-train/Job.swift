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

  init(_ options: Options, stop: StopRequest) throws(ConfigurationError) {
    var training = options.training.given
    let isLocal =
      options.training.virtual || options.replay != nil || options.timingOnly
      || options.expectations
    if let n = try Self.workers(training, launched: MPIEnvironment.launched, local: isLocal) {
      training.set("workers", ["\(n)"])
    }
    var configuration = try RunConfiguration(training)
    configuration.virtual = isLocal
    request = RunRequest(
      configuration, out: options.out, overwrite: options.overwrite, draws: !options.noPicture,
      checkpointEvery: try options.checkpointEvery.map {
        text throws(ConfigurationError) in try CheckpointInterval(parsing: text)
      } ?? .usual, resume: options.resume,
      patienceSeconds: try options.patience.map {
        text throws(ConfigurationError) in try Self.patience(text)
      }, stop: stop)
    quiet = options.quiet
    replay = options.replay
    timingOnly = options.timingOnly
    expectations = options.expectations
  }

  private static func patience(_ text: String) throws(ConfigurationError) -> Double {
    if text == "never" { return .infinity }
    guard let seconds = Double(text), seconds >= 1, seconds.isFinite else {
      throw ConfigurationError("--patience \(text): must be at least 1 second, or never")
    }
    return seconds
  }

  /// The workers that mpirun started; nil in a run of one process.
  /// - Throws: where that is not what the options say, or where one process is not enough.
  private static func workers(
    _ options: OptionList, launched: (rank: Int, size: Int)?, local: Bool
  ) throws(ConfigurationError) -> Int? {
    // A number that is out of range is the first thing to say.
    var asked = OptionList()
    if let given = options["workers"] { asked.set("workers", given) }
    let given = try RunConfiguration(asked)
    try given.check("workers")
    guard let launched, launched.size > 1 else {
      guard local else {
        throw ConfigurationError(
          "needs a parameter server and at least one worker: start it by 'mpirun -n "
            + "\(given.workers + 1) pgc-train …', or add --virtual for virtual time in this process"
        )
      }
      return nil
    }
    guard !local else {
      throw ConfigurationError(
        "--virtual and --replay run in one process; start them without mpirun")
    }
    guard options["workers"] == nil || given.workers == launched.size - 1 else {
      throw ConfigurationError(
        "--workers \(given.workers): mpirun started \(launched.size) ranks, a parameter server and "
          + "\(launched.size - 1) workers; start \(given.workers + 1) ranks, or leave the option out"
      )
    }
    return launched.size - 1
  }
}
