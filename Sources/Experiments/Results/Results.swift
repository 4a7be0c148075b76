public import Console
import Runs

/// How a line's tuned options were chosen.
public enum Variant: String, Sendable {
  /// By tuning, for this cell and scheme.
  case tuned
  /// The same for all schemes.
  case common
  /// As the plan says: nothing is tuned.
  case given
}

/// One row of a comparison: a cell with its options chosen, and its runs over seeds.
public struct Line: Sendable {
  /// Where it stands in the plan.
  public let cell: Cell
  /// How its options were chosen.
  public let variant: Variant
  /// Its configuration, for any seed.
  public let choice: Study.Choice
  /// One a seed, in the order of the seed set.
  public let runs: [MeasuredRun]
}

/// A run of a line, with its result where it is there.
public struct MeasuredRun: Sendable {
  /// What it is.
  public let run: PlannedRun
  /// What there is of it.
  public let state: RunStore.State
  /// Nil where it is missing or has failed.
  public let result: RunResult?
}

/// A plan's results, as far as they are there.
public struct Results: Sendable {
  /// The plan.
  public let study: Study
  /// Where the runs are.
  public let store: RunStore
  /// In the order of the plan; the common one of a cell before the tuned one.
  public let lines: [Line]
  /// Of each cell that is tuned.
  public let tunings: [(resolved: Study.ResolvedCell, tuning: Tuning)]

  /// All runs of tuning that were asked for so far: those of shorter stages first.
  func tuningRuns(_ resolved: Study.ResolvedCell, _ tuning: Tuning) -> [(
    choice: Study.Choice, run: PlannedRun
  )] {
    tuning.candidates.flatMap { candidate in
      (0...candidate.stage).flatMap { stage in
        study.tuningRuns(resolved.cell, candidate.choice, stage: stage).map {
          (candidate.choice, $0)
        }
      }
    }
  }

  /// The metrics of a run that tables show, in the order of its file.
  func metrics(of run: RunResult?) -> [String] {
    let asked = study.plan.metrics
    return (run?.curve.metrics.map(\.name) ?? []).filter {
      asked.isEmpty ? $0 != Target.objective : asked.contains($0)
    }
  }

  /// Reads all results.
  /// - Throws: where a run's files are broken.
  public init(_ study: Study, in store: RunStore) throws(RunError) {
    self.study = study
    self.store = store
    var lines: [Line] = []
    var tunings: [(resolved: Study.ResolvedCell, tuning: Tuning)] = []
    for resolved in study.cells {
      let cell = resolved.cell
      let tuning = try Tuning(resolved, of: study, in: store)
      if let common = resolved.common {
        lines.append(
          try Self.line(cell, tuning == nil ? .given : .common, common, study, store))
      }
      if let tuning {
        tunings.append((resolved, tuning))
        if let choice = tuning.choice {
          lines.append(try Self.line(cell, .tuned, choice, study, store))
        }
      }
    }
    self.lines = lines
    self.tunings = tunings
  }

  private static func line(
    _ cell: Cell, _ variant: Variant, _ choice: Study.Choice, _ study: Study, _ store: RunStore
  ) throws(RunError) -> Line {
    var runs: [MeasuredRun] = []
    for run in study.measuredRuns(cell, choice) {
      let state = store.state(run)
      let result: RunResult? = state == .done ? try store.result(run) : nil
      runs.append(MeasuredRun(run: run, state: state, result: result))
    }
    return Line(cell: cell, variant: variant, choice: choice, runs: runs)
  }
}
