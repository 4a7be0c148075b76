import ArgumentParser
import Console
import Experiments
import Foundation
import Runs

/// `pgc-experiment run`.
struct Run: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: "Does what is missing of a plan; continues where it was interrupted.")
  }

  @OptionGroup var options: PlanOptions
  @Option(
    parsing: .unconditional,
    help: .init("Runs at a time; on MPI one. (default: all processors)", valueName: "N"))
  var jobs: Int?
  @Flag(help: "Try again what failed before.")
  var retry = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): must be at least 1") }
  }

  func run() throws {
    let study = try options.study()
    let store = options.runs
    let count = study.runCount
    var runner = Runner(
      store, train: try TrainingProgram.path(options.pgcTrain),
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, retriesFailures: retry,
      total: count.now + count.later)
    var report = try runner.run(study.firstRuns)
    // Runs that are measured are known only when tuning has chosen.
    let more = try runner.run(try study.chosenRuns(in: store))
    report.done += more.done
    report.reused += more.reused
    report.failures += more.failures
    print(
      "\(study.plan.name): \(report.done) runs done, \(report.reused) were there, "
        + "\(report.failures.count) failed")
    let edges = try study.tunings(in: store).filter { combination, tuning in
      tuning.chosen.map { combination.isAtEdge($0) } ?? false
    }
    if !edges.isEmpty {
      print(
        "note: in \(edges.count) of \(study.cells.count) combinations tuning chose the edge of its "
          + "grid; a wider one may have better (see at_edge in tuning.csv)")
    }
    for run in report.failures {
      print("failed: \(run.label): \(store.reason(run)) (\(store.failure(run)))")
    }
    guard report.failures.isEmpty else { throw ExitCode(1) }
  }
}
