import Foundation
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
      guard let text = try? String(contentsOfFile: folder + "/tasks.csv", encoding: .utf8) else {
        throw RunError("\(folder)/tasks.csv: cannot be read; remove its folder and run again")
      }
      for (number, line) in text.split(separator: "\n").enumerated().dropFirst() {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == columns.count, let began = Double(fields[3]),
          let ended = Double(fields[4])
        else { throw RunError("\(folder)/tasks.csv, line \(number + 1): '\(line)' is no task") }
        tasks.add(
          key + fields[0..<3] + [CSVTable.number(began), CSVTable.number(ended), fields[5]])
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
