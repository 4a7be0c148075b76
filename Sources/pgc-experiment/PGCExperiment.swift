import ArgumentParser
import Console
import Experiments
import Foundation
import LivePage
import Runs
import Settings

/// The command: checks plans, does their runs, and makes tables of them.
@main
struct PGCExperiment: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pgc-experiment",
      abstract: "Compares schemes: does the runs of a plan and makes tables of them.",
      discussion: "A plan is a YAML file; see docs/EXPERIMENTS.md.",
      version: PGCVersion.current,
      subcommands: [
        ShowPlan.self, ShowStatus.self, Run.self, Export.self, MakeReport.self, Compare.self,
      ])
  }

  static func main() {
    ignoreFileSizeSignal()
    do {
      var command = try parseAsRoot(LiveOption.joined(Array(CommandLine.arguments.dropFirst())))
      try command.run()
      try StandardOutput.flush()
    } catch {
      Foundation.exit(tell(error))
    }
  }

  /// Prints help to standard output and errors to standard error, and gives the exit code.
  private static func tell(_ error: any Error) -> Int32 {
    if let errors = error as? PlanErrors {
      for line in errors.lines { complain(line) }
      return 2
    }
    if error is ConfigurationError || error is RunError {
      complain(RunError(error).description)
      return RunError(error).exitCode
    }
    if let code = error as? ExitCode { return code.rawValue }
    if exitCode(for: error) == .success {
      print(fullMessage(for: error))
      return 0
    }
    for line in fullMessage(for: error).split(separator: "\n") { complain(String(line)) }
    return 2
  }

  private static func complain(_ line: String) {
    StandardError.line(line, from: "pgc-experiment")
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
