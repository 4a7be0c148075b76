import ArgumentParser
import Commands
import Console
import Experiments
import Foundation
import LivePage
import Runs
import Settings

/// The command: checks plans, does their runs, and makes tables of them.
@main
struct PGCExperiment: Program {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pgc-experiment",
      abstract: "Compares schemes: does the runs of a plan and makes tables of them.",
      discussion: "A plan is a YAML file; see docs/EXPERIMENTS.md.",
      version: PGCVersion.current,
      subcommands: [
        ShowPlan.self, ShowStatus.self, Run.self, Export.self, MakeReport.self, Compare.self,
        Explain.self,
      ])
  }

  static func main() {
    runAndExit(LiveOption.joined(Array(CommandLine.arguments.dropFirst())))
  }

  static func told(_ error: any Error) -> (lines: [String], exitCode: Int32)? {
    (error as? PlanErrors).map { ($0.lines, 2) }
  }
}

/// What all subcommands are told.
struct PlanOptions: ParsableArguments {
  @Argument(help: .init("The plan's YAML file, such as experiments/smoke.yaml.", valueName: "plan"))
  var plan: String
  @Option(help: .init("Folder of runs, shared by plans.", valueName: "dir"))
  var store = "experiments/runs"
  @Option(
    help: .init("Folder of seed sets. (default: seeds, beside the plan's folder)", valueName: "dir")
  )
  var seeds: String?

  @Option(
    help: .init("The pgc-train to use. (default: the one beside this program)", valueName: "file"))
  var pgcTrain: String?

  func study() throws -> Study {
    let plan = try PlanFile.read(plan, seeds: seeds)
    let size = plan.size
    if size.runs > 10_000 {
      StandardError.line(
        "note: \(plan.path) has up to \(size.combinations) combinations and \(size.runs) runs, and "
          + "more where it tunes; working them out takes its time", from: "pgc-experiment")
    }
    return try Study(
      plan,
      program: try TrainingProgram.digest(pgcTrain),
      bestLosses: runs.bestLosses)
  }

  var runs: RunStore { RunStore(store) }
}
