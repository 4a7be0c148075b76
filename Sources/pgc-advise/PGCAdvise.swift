import Advice
import ArgumentParser
import Commands
import Console
import Foundation
import Settings

/// The command: which scheme would have helped the workers of a table of times.
@main
struct PGCAdvise: Program {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pgc-advise",
      abstract: "Says which scheme would have helped your workers, and by how much.",
      discussion: """
        Reads how long each worker took at each step, says who was slow and in what way, and replays \
        every scheme on these times. See docs/ADVISE.md for how to get such a table.
        """,
      version: PGCVersion.current)
  }

  @Argument(
    help: .init(
      "A table of seconds (CSV, plain or gzip), - for standard input, a run's folder, or a folder of "
        + "a plan's runs or tables.", valueName: "table"))
  var table: String
  @Option(
    help: .init(
      "How a file says it: wide, a row a worker and a column a step; long, a line for each worker and "
        + "step; auto, as it looks.", valueName: "form"))
  var form = "auto"
  @Option(
    help: .init(
      "Part of the seconds that grows with the load of a task, 0 to 1. (default: as measured in the "
        + "table, else 1)", valueName: "share"))
  var computeShare: Double?
  @Option(
    help: .init(
      "Seconds for a task without an answer. (default: the longest of the table)",
      valueName: "seconds"))
  var missing: Double?
  @Option(
    parsing: .unconditional,
    help: .init(
      "Train with the best few schemes on these times, with these options of pgc-train: data and model, "
        + "or --program, step size, steps, --until.", valueName: "options"))
  var train: String?
  @Option(help: .init("Seed of tests and intervals.", valueName: "number"))
  var seed: UInt64 = 1
  @Flag(help: "Print the answer with all its numbers as JSON.")
  var json = false
  @Option(help: .init("Write the answer as one HTML page.", valueName: "file"))
  var page: String?
  @Option(
    help: .init(
      "Write advice.html, advice.json and times.csv, the table for --delay trace, into a folder.",
      valueName: "dir"))
  var out: String?

  static func main() { runAndExit() }
}
