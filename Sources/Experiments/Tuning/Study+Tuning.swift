public import Console
import Runs

extension Study {
  /// The runs that tuning has chosen.
  /// - Throws: where a tuning run's files are broken.
  public func chosenRuns(in store: RunStore) throws(RunError) -> [PlannedRun] {
    var runs: [PlannedRun] = []
    for (resolved, tuning) in try tunings(in: store) {
      guard let chosen = tuning.chosen else { continue }
      let choice = resolved.candidates[chosen]
      runs += measuredRuns(resolved.cell, choice)
      if resolved.common == nil, let run = timelineRun(resolved.cell, choice) {
        runs.append(run)
      }
    }
    return runs
  }

  /// The choices of the cells that are tuned, as far as their runs are there.
  /// - Throws: where a tuning run's files are broken.
  public func tunings(in store: RunStore) throws(RunError) -> [(
    resolved: ResolvedCell, tuning: Tuning
  )] {
    var tunings: [(resolved: ResolvedCell, tuning: Tuning)] = []
    for resolved in cells {
      guard let tuning = try Tuning(resolved, of: self, in: store) else { continue }
      tunings.append((resolved, tuning))
    }
    return tunings
  }

  /// How many runs the plan comes to: some are known only when tuning has chosen.
  public var runCount: (now: Int, later: Int) {
    let tuned = cells.count { !$0.candidates.isEmpty }
    return (Set(firstRuns.map(\.key)).count, tuned * plan.seeds.seeds.count)
  }
}
