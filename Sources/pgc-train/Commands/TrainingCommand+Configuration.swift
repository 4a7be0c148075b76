import Console
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
    if let n = try workers(given, local: isLocal) {
      given.set("workers", ["\(n)"])
    }
    var configuration = try RunConfiguration(given)
    configuration.virtual = isLocal
    configuration.mode = Use.mode
    try configuration.check(given: words.named)
    return configuration
  }

  /// The workers that a launcher started; nil in a run of one process.
  /// - Throws: where that is not what the options say, or where one process is not enough.
  private func workers(_ options: OptionList, local: Bool) throws(ConfigurationError) -> Int? {
    // A number that is out of range is the first thing to say.
    var asked = OptionList()
    if let given = options["workers"] { asked.set("workers", given) }
    let given = try RunConfiguration(asked)
    try given.check("workers")
    let part = files.elastic.map { "--elastic \($0)" } ?? files.join.map { "--join \($0)" }
    if let part, local {
      throw ConfigurationError("\(part): is a part in a job on MPI; leave out --virtual")
    }
    let launched = try local ? Launcher.current?.size : ranks()
    if let part {
      guard launched ?? 1 == 1 else {
        throw ConfigurationError(
          "\(part): each process of an elastic job is started by itself; use scripts/launch --elastic"
        )
      }
      return nil
    }
    guard let launched, launched > 1 else {
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
      throw ConfigurationError(
        "\(what): runs in one process; start it once, without mpirun or srun")
    }
    guard options["workers"] == nil || given.workers == launched - 1 else {
      throw ConfigurationError(
        "--workers \(given.workers): there are \(launched) ranks, a parameter server and "
          + "\(launched - 1) workers; start \(given.workers + 1) ranks, or leave the option out"
      )
    }
    return launched - 1
  }

  /// The ranks that there are; nil without a launcher.
  /// - Throws: where launcher and MPI do not agree.
  private func ranks() throws(ConfigurationError) -> Int? {
    guard let launcher = Launcher.current else { return nil }
    // Open MPI's own launcher is believed: errors in options need no MPI. A step of srun that is told
    // nothing would end in MPI's start, with a page of text.
    if launcher.kind == .openMPI { return launcher.size }
    var size = 1
    if launcher.kind != .none {
      do throws(MPIError) { size = try MPIEnvironment.asked().size } catch {
        throw ConfigurationError("\(error)")
      }
    }
    if let problem = launcher.disagreement(size: size) { throw ConfigurationError(problem) }
    return size
  }

  /// What starts ranks on any one machine: the script, under its name where the program is installed.
  private static var launcher: String {
    let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = program.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } ?? ""
    let isInstalled = FileManager.default.isExecutableFile(atPath: folder + "/pgc-mpirun")
    return isInstalled ? "pgc-mpirun" : "scripts/mpirun"
  }
}
