import Console
import Runs

extension Tables {
  /// How each line's first run is done alone; the others differ in the seed.
  ///
  /// Recorded runs have the variant `timeline`.
  static func commands(_ results: Results) -> CSVTable {
    var table = CSVTable("commands", results.keyColumns + ["seed", "command"])
    for line in results.lines {
      guard let run = line.runs.first?.run else { continue }
      table.add(line.key + ["\(run.configuration.seed)", run.command])
    }
    for (line, run) in results.timelineRuns {
      table.add(
        line.cell.coordinates + [
          line.cell.scheme, "timeline", "\(run.configuration.seed)", run.command,
        ])
    }
    return table
  }

  /// Why runs could not be done: those that are measured, recorded ones as variant `timeline`, and
  /// those of tuning as variant `tuning`.
  ///
  /// A cell of which tuning could choose nothing has a row of variant `tuned` that says so.
  static func failures(_ results: Results) -> CSVTable {
    var table = CSVTable("failures", results.keyColumns + ["seed", "reason", "run"])
    func add(_ cell: Cell, _ variant: String, _ run: PlannedRun) {
      guard results.store.state(run) == .failed else { return }
      table.add(
        cell.coordinates + [
          cell.scheme, variant, "\(run.configuration.seed)", results.store.reason(run),
          "\(run.key)",
        ])
    }
    for line in results.lines {
      for run in line.runs { add(line.cell, line.variant.rawValue, run.run) }
    }
    for (line, run) in results.timelineRuns { add(line.cell, "timeline", run) }
    for (resolved, tuning) in results.tunings {
      let cell = resolved.cell
      for (_, run) in results.tuningRuns(resolved, tuning) { add(cell, "tuning", run) }
      guard tuning.chosen == nil, tuning.needed.isEmpty else { continue }
      table.add(
        cell.coordinates + [
          cell.scheme, Variant.tuned.rawValue, "",
          "tuning chose nothing: every candidate has a failed run", "",
        ])
    }
    return table
  }
}
