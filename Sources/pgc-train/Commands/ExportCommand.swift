import ArgumentParser
import Runs
import Settings

/// `pgc-train export RUN`: a run's tables for other tools.
struct ExportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: "Writes the steps and evaluations of a run for other tools.",
      usage: "pgc-train export runs/NAME --format tensorboard",
      discussion: """
        tensorboard is an event file, jsonl an object a step with the names that W&B and MLflow can take. \
        The run may still be running, or have been killed. docs/LIVE.md has what reads them.
        """)
  }

  @Argument(help: "The folder of a run.", completion: .directory)
  var record: String
  @Option(
    help: .init(
      "tensorboard, jsonl, or both with a comma. (default: both)", valueName: "formats"),
    completion: .list(ExportFormat.allCases.map(\.rawValue)))
  var format: String?
  @Option(
    help: .init("The file, in place of one in the run's folder.", valueName: "file"),
    completion: .file())
  var to: String?

  func run() throws {
    let formats =
      try format.map { try ExportFormat.list($0, option: "--format") }
      ?? ExportFormat.allCases
    guard to == nil || formats.count == 1 else {
      throw ConfigurationError("--to \(to ?? ""): is one file; name one --format")
    }
    for format in formats { print(try format.write(run: record, to: to)) }
  }
}
