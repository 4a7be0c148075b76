import ArgumentParser
import Console
import Foundation
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
        DoctorCommand.self,
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
    var code = run(Array(CommandLine.arguments.dropFirst()))
    if code == 0 {
      do throws(RunError) { try StandardOutput.flush() } catch {
        complain(error.description)
        code = error.exitCode
      }
    }
    // mpirun kills all ranks when the first one fails, also rank 0 before its line is out.
    if code != 0 && !isSpeaker { Thread.sleep(forTimeInterval: 1) }
    // Not by `exit`: OpenBLAS would wait there for threads, and one that cannot get its memory, as under
    // `ulimit -v`, asks for it for ever.
    fflush(nil)
    _exit(code)
  }

  private static func run(_ arguments: [String]) -> Int32 {
    if [["--help"], ["-h"], ["help"]].contains(arguments) {
      say(overview)
      return 0
    }
    do {
      let words = try CommandWords(arguments)
      var command = try parseAsRoot(words.arguments)
      if let command = command as? any TrainingCommand {
        try command.run(words)
      } else {
        try command.run()
      }
      return 0
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
  private static func tell(_ error: any Error) -> Int32 {
    if let code = error as? ExitCode { return code.rawValue }
    if exitCode(for: error) == .success {
      say(message(for: error))
      return 0
    }
    // What the parser does not know of was thrown by a command.
    guard exitCode(for: error) == .validationFailure else {
      if isSpeaker { complain(RunError(error).description) }
      return RunError(error).exitCode
    }
    if isSpeaker { complain(message(for: error)) }
    return 2
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
