import ArgumentParser
import Console
import Experiments
import Foundation
import Report
import Runs

/// `pgc-experiment report`.
struct MakeReport: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: "Writes a plan's results as one HTML page, with its figures as SVG and PNG.",
      discussion: """
        Of a plan, its tables are exported first. Of a folder of exported tables, the page is made of \
        these alone.
        """)
  }

  @Argument(
    help: .init("The plan's YAML file, or a folder of its tables.", valueName: "plan"))
  var plan: String
  @Option(
    help: .init(
      "The page; figures go beside it. (default: report.html in the tables' folder)",
      valueName: "file"))
  var to: String?
  @Option(help: .init("Folder of runs, shared by plans.", valueName: "dir"))
  var store = "experiments/runs"
  @Option(
    help: .init("Folder of seed sets. (default: seeds, beside the plan's folder)", valueName: "dir")
  )
  var seeds: String?
  @Option(
    help: .init("The pgc-train to use. (default: the one beside this program)", valueName: "file"))
  var pgcTrain: String?
  @Flag(help: "Also while runs are missing.")
  var partial = false

  func run() throws {
    let folder = try tables()
    let file = to ?? folder + "/report.html"
    let count = try ReportWriter(try ResultTables(folder: folder)).write(to: file)
    print("\(file): \(count) figures")
  }

  /// The folder of tables, exported now where a plan is given.
  private func tables() throws -> String {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: plan, isDirectory: &isFolder), isFolder.boolValue {
      return plan.hasSuffix("/") ? String(plan.dropLast()) : plan
    }
    let study = try Study(
      try PlanFile.read(plan, seeds: seeds),
      program: try TrainingProgram.digest(pgcTrain),
      bestLosses: RunStore(store).bestLosses)
    let results = try Results(study, in: RunStore(store))
    guard partial || results.missing == 0 else {
      throw RunError(
        "\(results.missing) runs are missing: pgc-experiment run \(plan), or add --partial")
    }
    let folder = "experiments/results/\(study.plan.name)"
    _ = try Tables.write(results, to: folder)
    return folder
  }
}
