public import Console
import Foundation

/// A training that is asked for, and where its files go.
public struct RunRequest: Sendable {
  /// What is trained, how.
  public var configuration: RunConfiguration
  /// The folder; nil for a new one in `runs`.
  public var out: String?
  /// Whether an earlier run's files in `out` may be replaced.
  public var overwrite: Bool
  /// Whether picture.png is drawn.
  public var draws: Bool

  /// How often a checkpoint is written.
  public var checkpointEvery: CheckpointInterval
  /// The folder of the run that is to go on where its checkpoint is; nil for a new one.
  public var resume: String?
  /// How long a worker may be silent on MPI before it counts as lost: seconds; nil to choose by what
  /// was heard of it so far, infinite for ever.
  public var patienceSeconds: Double?
  /// The part of this process in an elastic job, whose workers come and go; nil in a job of ranks.
  public var elastic: Elastic?
  /// What asks the run to end.
  public var stop: StopRequest
  /// Who looks at the run while it runs; nil for nobody.
  public var audience: (any Audience)?
  /// The forms in which other tools will find the run's tables in its folder.
  public var exports: [ExportFormat] = []

  /// A part in an elastic job: each process is a job of MPI of its own.
  public enum Elastic: Equatable, Sendable {
    /// The parameter server, which writes into `file` where workers find it, and waits so many seconds for
    /// them.
    case server(file: String, seconds: Double)
    /// A worker, which looks so many seconds for a server that has written `file`.
    case worker(file: String, seconds: Double)
  }

  /// A training.
  public init(
    _ configuration: RunConfiguration, out: String? = nil, overwrite: Bool = false,
    draws: Bool = true, checkpointEvery: CheckpointInterval = .usual, resume: String? = nil,
    patienceSeconds: Double? = nil, stop: StopRequest = StopRequest()
  ) {
    self.patienceSeconds = patienceSeconds
    elastic = nil
    self.checkpointEvery = checkpointEvery
    self.resume = resume
    self.stop = stop
    self.configuration = configuration
    self.out = out
    self.overwrite = overwrite
    self.draws = draws
  }

  /// Makes the run's folder, or takes that of a run that goes on.
  /// - Parameter suffix: Behind the name of a folder that is not given.
  public func makeFolder(suffix: String = "") throws(RunError) -> RunFolder {
    if let resume { return try RunFolder(resuming: resume) }
    return try RunFolder(
      path: out, name: configuration.suggestedName + suffix, overwrite: overwrite)
  }

  /// Tells a launcher that MPI has begun in all ranks.
  public func reportStart() { tell("started\n", ".started") }

  /// Tells a launcher the true exit code, where the job's own says nothing: in the file that
  /// `PGC_STATUS_FILE` names.
  public func report(_ code: Int32) { tell("\(code)\n", "") }

  /// Whether a launcher waits for the code, and ends what is stuck.
  public static var hasLauncher: Bool {
    ProcessInfo.processInfo.environment["PGC_STATUS_FILE"] != nil
  }

  private func tell(_ text: String, _ suffix: String) {
    guard let path = ProcessInfo.processInfo.environment["PGC_STATUS_FILE"] else { return }
    do throws(RunError) { try AtomicFile.replace(path + suffix, with: text) } catch {
      StandardError.line("warning: \(error.description)", from: "pgc-train")
    }
  }
}
