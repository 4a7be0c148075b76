import ArgumentParser
import Experiments

/// `pgc-experiment status`.
struct ShowStatus: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "status", abstract: "Says which runs of a plan are done, failed and missing.")
  }

  @OptionGroup var options: PlanOptions

  func run() throws {
    let study = try options.study()
    let store = options.runs
    var runs = study.firstRuns + (try study.nextRuns(in: store))
    var seen: Set<RunKey> = []
    runs.removeAll { !seen.insert($0.key).inserted }
    var counts: [RunStore.State: Int] = [:]
    for run in runs { counts[store.state(run), default: 0] += 1 }
    let tunings = try study.tunings(in: store)
    let chosen = tunings.count { $0.tuning.chosen != nil }
    print(
      "\(study.plan.name): \(counts[.done] ?? 0) done, \(counts[.failed] ?? 0) failed, "
        + "\(counts[.missing] ?? 0) missing"
        + (tunings.isEmpty
          ? "" : "; tuning has chosen for \(chosen) of \(tunings.count) combinations"))
    for run in runs where store.state(run) == .failed {
      print("failed: \(run.label): \(store.reason(run)) (\(store.failure(run)))")
    }
  }
}
