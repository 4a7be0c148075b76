import ArgumentParser
import Console
import Experiments
import Foundation
import LivePage
import Runs
import Settings

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
  @Option(
    help: .init(
      "Serve a page to browsers on this machine that shows the runs; its address is printed. The port "
        + "may be left out.", valueName: "port"))
  var live: String?

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
    let port = try live.map { text throws(ConfigurationError) in try LiveOption.port(text) }
    let store = options.runs
    let study = try withBestLosses(try options.study(), in: store)
    let board = live == nil ? nil : PlanBoard(plan: study.plan.name)
    var page: PlanPage?
    if let port, let board {
      page = try PlanPage(port: port, of: study.plan.name, in: options.store) { board.json }
    }
    // From here on: before, nothing is under way that a signal should not end at once.
    StopRequest.takeSignals()
    StopRequest.heed()
    let report = try doRuns(study, in: store, board)
    board?.end("\(report.done) done, \(report.reused) were there, \(report.failures.count) failed")
    page?.end()
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

  private func doRuns(_ study: Study, in store: RunStore, _ board: PlanBoard?) throws
    -> Runner.Tally
  {
    let count = study.runCount
    var runner = Runner(
      store, train: try TrainingProgram.path(options.pgcTrain),
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, retriesFailures: retry,
      total: count.now + count.later, board: board)
    var report = try runner.run(study.firstRuns)
    // What is tried further, and what is measured, is known only when tuning has come so far.
    var asked: Set<RunKey> = []
    while true {
      let next = try study.nextRuns(in: store).filter { asked.insert($0.key).inserted }
      if next.isEmpty { return report }
      let more = try runner.run(next)
      report.done += more.done
      report.reused += more.reused
      report.failures += more.failures
    }
  }
}
