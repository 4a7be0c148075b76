import ArgumentParser
import Console
import Foundation
import Runs
import Settings

/// The program: trains on MPI, in virtual time, or again from a record.
@main
struct PGCTrain: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pgc-train",
      abstract: "Trains with stragglers: pipelined gradient coding and what it is compared with.",
      usage: """
        scripts/mpirun 25 pgc-train --scheme pgc --stragglers 3 --delay exponential:mean=0.05
        pgc-train --virtual --workers 24 --scheme frc --stragglers 3 --delay exponential:mean=0.5
        pgc-train <subcommand> …
        """,
      version: PGCVersion.current,
      subcommands: [
        RunCommand.self, TimeCommand.self, ExpectCommand.self, ReplayCommand.self, ListCommand.self,
        ExportCommand.self, DoctorCommand.self,
      ],
      defaultSubcommand: RunCommand.self)
  }

  /// Names of the commands.
  static let commands =
    configuration.subcommands.map { $0.configuration.commandName ?? "" } + ["help"]

  /// Under mpirun every rank reads the same options; what is wrong with them is told once.
  private static let isSpeaker = Launcher.speaks

  static func main() {
    ignoreFileSizeSignal()
    StopRequest.takeSignals()
    var (code, untold) = run(Array(CommandLine.arguments.dropFirst()))
    if code == 0 {
      do throws(RunError) { try StandardOutput.flush() } catch {
        complain(error.description)
        code = error.exitCode
      }
    }
    if code != 0 && !isSpeaker { waitForSpeaker(untold) }
    // Not by `exit`: OpenBLAS would wait there for threads, and one that cannot get its memory, as under
    // `ulimit -v`, asks for it for ever.
    fflush(nil)
    _exit(code)
  }

  /// Waits until rank 0 has told what is wrong, and tells it where rank 0 does not.
  ///
  /// mpirun ends all ranks when the first one fails, also rank 0 before its line is out. Who is still there
  /// after a while was started with other words than rank 0.
  private static func waitForSpeaker(_ untold: String?) {
    Thread.sleep(forTimeInterval: 1)
    guard let untold, let launcher = Launcher.current, launcher.kind == .openMPI,
      !RunRequest.hasLauncher
    else { return }
    // One after the other: the first of them to end ends the others.
    Thread.sleep(forTimeInterval: min(15, 0.5 + 1.5 * Double(launcher.rank)))
    if StopRequest().signal == nil { complain("rank \(launcher.rank): \(untold)") }
  }

  /// Does what the words say.
  /// - Returns: The exit code, and on a silent rank the line that the speaker should have.
  private static func run(_ arguments: [String]) -> (code: Int32, untold: String?) {
    if [["--help"], ["-h"], ["help"]].contains(arguments) {
      say(overview)
      return (0, nil)
    }
    do {
      let words = try CommandWords(arguments)
      var command = try parseAsRoot(words.arguments)
      if let command = command as? any TrainingCommand {
        try command.run(words)
      } else {
        try command.run()
      }
      return (0, nil)
    } catch {
      return tell(error)
    }
  }

  /// The help of the program, with the options of its usual command.
  static var overview: String {
    let run = helpMessage(for: RunCommand.self)
    let begin = run.range(of: "SCHEME:")?.lowerBound ?? run.startIndex
    // What every command has stands in the first part.
    let end = run.range(of: "\n\nOPTIONS:")?.lowerBound ?? run.endIndex
    return helpMessage() + "\n\nWithout a subcommand these are the options of run:\n\n"
      + run[begin..<end]
  }

  /// Prints help to standard output and errors to standard error, and gives the exit code.
  private static func tell(_ error: any Error) -> (code: Int32, untold: String?) {
    if let code = error as? ExitCode { return (code.rawValue, nil) }
    if exitCode(for: error) == .success {
      say(message(for: error))
      return (0, nil)
    }
    // What the parser does not know of was thrown by a command.
    let isOfParser = exitCode(for: error) == .validationFailure
    let line = isOfParser ? message(for: error) : RunError(error).description
    if isSpeaker { complain(line) }
    return (isOfParser ? 2 : RunError(error).exitCode, isSpeaker ? nil : line)
  }

  /// Prints on one rank.
  static func say(_ text: String) {
    if isSpeaker { print(text) }
  }

  /// One line on standard error, with the command's name before it.
  static func complain(_ line: String) {
    StandardError.line(line, from: "pgc-train")
  }
}
