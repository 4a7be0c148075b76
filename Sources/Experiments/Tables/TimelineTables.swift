import Console
import Runs

extension Tables {
  /// The tasks of the recorded runs, and when their steps closed.
  static func timeline(_ results: Results) throws(RunError) -> [CSVTable] {
    let columns = ["worker", "version", "blocks", "began", "ended", "outcome"]
    var tasks = CSVTable("timeline", results.keyColumns + ["seed"] + columns)
    var closes = CSVTable("timeline_steps", results.keyColumns + ["seed", "step", "closed"])
    for (line, run) in results.timelineRuns where results.store.state(run) == .done {
      let key = line.key + ["\(run.configuration.seed)"]
      let folder = results.store.folder(run)
      let table = try CSVTable(reading: folder + "/tasks.csv", remedy: RunResult.remedy)
      try table.check(columns)
      let times = zip(try table.amounts("began"), try table.amounts("ended"))
      for (task, (began, ended)) in zip(table.rows, times) {
        tasks.add(
          key + columns[..<3].map { task[$0] }
            + [CSVTable.number(began), CSVTable.number(ended), task["outcome"]])
      }
      for (step, record) in try results.store.result(run).steps.enumerated() {
        closes.add(key + ["\(step)", CSVTable.number(record.time)])
      }
    }
    return [tasks, closes]
  }
}

extension Results {
  /// The runs whose tasks are recorded, one a cell: the common line's where there is one.
  var timelineRuns: [(line: Line, run: PlannedRun)] {
    var seen: Set<[String]> = []
    return lines.compactMap { line in
      guard seen.insert(line.cell.coordinates + [line.cell.scheme]).inserted else { return nil }
      return study.timelineRun(line.cell, line.choice).map { (line, $0) }
    }
  }
}
