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

  /// The study with everything found that its targets are relative to.
  private func withBestLosses(_ study: Study, in store: RunStore) throws -> Study {
    let missing = study.problems.filter { store.bestLosses.known($0) == nil }
    for choice in missing {
      let best = try store.bestLosses.find(choice)
      let c = choice.configuration
      print(
        "best loss of \(c.dataset), \(c.model ?? ""), l2 \(c.l2): \(best.value) after "
          + "\(best.evaluations) gradients (\(best.accuracy))")
    }
    return missing.isEmpty ? study : try options.study()
  }

  func run() throws {
    let store = options.runs
    let study = try withBestLosses(try options.study(), in: store)
    let count = study.runCount
    // From here on: before, nothing is under way that a signal should not end at once.
    StopRequest.takeSignals()
    StopRequest.heed()
    var runner = Runner(
      store, train: try TrainingProgram.path(options.pgcTrain),
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, retriesFailures: retry,
      total: count.now + count.later)
    var report = try runner.run(study.firstRuns)
    // What is tried further, and what is measured, is known only when tuning has come so far.
    var asked: Set<RunKey> = []
    while true {
      let next = try study.nextRuns(in: store).filter { asked.insert($0.key).inserted }
      if next.isEmpty { break }
      let more = try runner.run(next)
      report.done += more.done
      report.reused += more.reused
      report.failures += more.failures
    }
    print(
      "\(study.plan.name): \(report.done) runs done, \(report.reused) were there, "
        + "\(report.failures.count) failed")
    let edges = try study.tunings(in: store).filter(\.tuning.isAtEdge)
    if !edges.isEmpty {
      print(
        "note: in \(edges.count) of \(study.cells.count) combinations tuning chose the edge of its "
          + "grid; a wider one may have better (see grid in tuning.csv)")
    }
    for run in report.failures {
      print("failed: \(run.label): \(store.reason(run)) (\(store.failure(run)))")
    }
    guard report.failures.isEmpty else { throw ExitCode(1) }
  }
}
