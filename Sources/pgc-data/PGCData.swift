import ArgumentParser
import Console
import Foundation
import Settings

/// The command: lists, fetches, prepares and describes data sets.
@main
struct PGCData: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pgc-data",
      abstract: "Lists, fetches, prepares and describes data sets, and writes recipes for tables.",
      discussion: "Data sets are kept in $PGC_DATA, else in ~/.cache/pgc.",
      version: PGCVersion.current,
      subcommands: [
        ListCommand.self, DescribeCommand.self, FetchCommand.self, PrepareCommand.self,
        RecipeCommand.self,
      ])
  }

  static func main() {
    ignoreFileSizeSignal()
    Foundation.exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ arguments: [String]) -> Int32 {
    var command: any ParsableCommand
    do { command = try parseAsRoot(arguments) } catch { return tell(error) }
    do {
      try command.run()
      try StandardOutput.flush()
      return 0
    } catch {
      if exitCode(for: error) == .success { return tell(error) }
      let known = RunError(error)
      complain(known.description)
      return known.exitCode
    }
  }

  /// Prints help to standard output and errors to standard error, and gives the exit code.
  private static func tell(_ error: any Error) -> Int32 {
    if exitCode(for: error) == .success {
      print(fullMessage(for: error))
      return 0
    }
    complain(message(for: error))
    return 2
  }

  /// One line on standard error, with the command's name before it.
  static func complain(_ line: String) {
    StandardError.line(line, from: "pgc-data")
  }
}
