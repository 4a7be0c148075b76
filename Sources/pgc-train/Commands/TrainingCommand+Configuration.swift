import Foundation
import MPITransport
import Runs
import Settings

extension TrainingCommand {
  /// The configuration that the options come to.
  /// - Throws: where they say nothing that can be run, or something that the command does not use.
  func configuration(_ words: CommandWords) throws(ConfigurationError) -> RunConfiguration {
    try Use.mode.check(words.named)
    var given = training.given
    let isLocal = Use.mode != .run || training.workers.virtual
    if let n = try workers(given, launched: MPIEnvironment.launched, local: isLocal) {
      given.set("workers", ["\(n)"])
    }
    var configuration = try RunConfiguration(given)
    configuration.virtual = isLocal
    configuration.mode = Use.mode
    try configuration.check(given: words.named)
    return configuration
  }

  /// The workers that mpirun started; nil in a run of one process.
  /// - Throws: where that is not what the options say, or where one process is not enough.
  private func workers(
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
          "needs a parameter server and at least one worker: start it by '\(Self.launcher) "
            + "\(given.workers + 1) pgc-train …', or add --virtual for virtual time in this process"
        )
      }
      return nil
    }
    guard !local else {
      let what = Use.mode == .run ? "--virtual" : Use.mode.rawValue
      throw ConfigurationError("\(what): runs in one process; start it without mpirun")
    }
    guard options["workers"] == nil || given.workers == launched.size - 1 else {
      throw ConfigurationError(
        "--workers \(given.workers): mpirun started \(launched.size) ranks, a parameter server and "
          + "\(launched.size - 1) workers; start \(given.workers + 1) ranks, or leave the option out"
      )
    }
    return launched.size - 1
  }

  /// What starts ranks on any one machine: the script, under its name where the program is installed.
  private static var launcher: String {
    let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = program.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } ?? ""
    let isInstalled = FileManager.default.isExecutableFile(atPath: folder + "/pgc-mpirun")
    return isInstalled ? "pgc-mpirun" : "scripts/mpirun"
  }
}
