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
      abstract: "Writes a plan's results as one HTML page, with its figures as SVG, PNG and PDF.",
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
  @Option(
    help: .init(
      "Also what a paper needs, in the folder paper beside the page: all figures and each of their plots "
        + "as SVG, PNG (600 dots an inch) and PDF, and the tables as tables.tex and tables.md. "
        + "paper:width=84mm,font=Times,size=8 is an example; width takes mm, cm and in, size points. "
        + "(without settings: width=84mm,font=sans,size=8)", valueName: "paper:…"))
  var figures: String?
  @Flag(help: "Also while runs are missing.")
  var partial = false

  func run() throws {
    let paper = try figures.map { try PaperLook($0) }
    if let note = paper?.note() { StandardError.line("note: \(note)", from: "pgc-experiment") }
    let folder = try tables()
    let file = to ?? folder + "/report.html"
    let count = try ReportWriter(try ResultTables(folder: folder)).write(to: file, paper: paper)
    print("\(file): \(count) figures")
    if paper != nil {
      let folder = URL(fileURLWithPath: file).deletingLastPathComponent().relativePath
      print("\(folder)/paper: the same for a paper, with tables.tex and tables.md")
    }
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
