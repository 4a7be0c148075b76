import ArgumentParser
import Commands
import Console
import Foundation
import Settings

/// The command: lists, fetches, prepares and describes data sets.
@main
struct PGCData: Program {
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

  static func main() { runAndExit() }
}
