import Experiments

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

  /// Why runs could not be done, of those that are measured.
  static func failures(_ results: Results) -> CSVTable {
    var table = CSVTable("failures", results.keyColumns + ["seed", "reason", "run"])
    for line in results.lines {
      for run in line.runs where run.state == .failed {
        table.add(
          line.key
            + ["\(run.run.configuration.seed)", results.store.reason(run.run), "\(run.run.key)"])
      }
    }
    return table
  }
}
