public import ArgumentParser
import Console
import Foundation

/// A program of one process: it tells what goes wrong in one line with its name, and ends by a documented code.
///
/// 0 where it is done, 2 where it was asked wrongly, 1 otherwise. (`pgc-train` has many processes, of which
/// one may speak, and therefore its own way.)
public protocol Program: ParsableCommand {
  /// The lines and the exit code of an error that needs more than one line; nil for all others.
  static func told(_ error: any Error) -> (lines: [String], exitCode: Int32)?
}

extension Program {
  public static func told(_ error: any Error) -> (lines: [String], exitCode: Int32)? { nil }

  /// Does what the command line says, and ends the process.
  /// - Parameter arguments: The words behind the program's name.
  public static func runAndExit(
    _ arguments: [String] = Array(CommandLine.arguments.dropFirst())
  ) -> Never {
    ignoreFileSizeSignal()
    Foundation.exit(run(arguments))
  }

  /// One line on standard error, with the program's name before it.
  public static func complain(_ line: String) {
    StandardError.line(line, from: _commandName)
  }

  private static func run(_ arguments: [String]) -> Int32 {
    var command: any ParsableCommand
    do { command = try parseAsRoot(arguments) } catch { return end(error, ofParser: true) }
    do {
      try command.run()
      try StandardOutput.flush()
      return 0
    } catch {
      return end(error, ofParser: false)
    }
  }

  /// Prints help to standard output and errors to standard error, and gives the exit code.
  private static func end(_ error: any Error, ofParser: Bool) -> Int32 {
    if let (lines, code) = told(error) {
      for line in lines { complain(line) }
      return code
    }
    if let code = error as? ExitCode { return code.rawValue }
    if exitCode(for: error) == .success {
      print(fullMessage(for: error))
      return 0
    }
    complain(ofParser ? message(for: error) : RunError(error).description)
    return ofParser ? 2 : RunError(error).exitCode
  }
}
