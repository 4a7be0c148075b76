public import Console
import Runs

extension Study {
  /// The runs that tuning asks for now, and those that measure what it has chosen.
  ///
  /// More may be asked for when they are done: a grid grows beyond its edge, and better candidates run
  /// longer.
  /// - Throws: where a tuning run's files are broken.
  public func nextRuns(in store: RunStore) throws(RunError) -> [PlannedRun] {
    var runs: [PlannedRun] = []
    for (resolved, tuning) in try tunings(in: store) {
      runs += tuning.needed
      guard let choice = tuning.choice else { continue }
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

  /// The runs of a candidate on the tuning seeds, until it reaches the target.
  ///
  /// A stage before the last is half as long as the next: in seconds where the plan limits these, else
  /// in steps.
  public func tuningRuns(_ cell: Cell, _ candidate: Choice, stage: Int? = nil) -> [PlannedRun] {
    let halvings = (plan.tuning?.stages ?? 1) - 1 - (stage ?? (plan.tuning?.stages ?? 1) - 1)
    return (plan.tuning?.seeds.seeds ?? []).map { seed in
      run(cell, candidate, seed: seed) { configuration in
        for _ in 0..<halvings {
          if let time = configuration.time {
            configuration.time = time / 2
          } else {
            configuration.steps = max(1, configuration.steps / 2)
          }
        }
        // On MPI a metric is known only when all is over.
        if let target = cell.tuningTarget, target.isLoss || plan.cluster == .virtual {
          configuration.until = target.text
        }
      }
    }
  }

  /// How many runs the plan comes to: some are known only when tuning has chosen.
  public var runCount: (now: Int, later: Int) {
    let tuned = cells.filter { !$0.candidates.isEmpty }
    let more = tuned.reduce(0) { sum, cell in
      let budget = plan.tuning?.budget ?? 0
      return sum + max(0, budget - cell.candidates.count) * (plan.tuning?.seeds.seeds.count ?? 0)
    }
    return (Set(firstRuns.map(\.key)).count, tuned.count * plan.seeds.seeds.count + more)
  }
}
