import Console

/// Seconds of tasks from `timeline.csv`, the recorded runs of a plan.
enum TimelineTimes {
  /// The tasks of the first uncoded run there, or of the first run.
  /// - Throws: where a line is not what it must be.
  static func table(_ path: String) throws(RunError) -> TimeTable {
    let all = try CSVTable(reading: path, remedy: "export the plan's tables again")
    try all.check(["scheme", "worker", "version", "blocks", "began", "ended", "outcome"])
    let times = zip(
      zip(try all.wholes("worker"), try all.wholes("version")),
      zip(try all.amounts("began"), try all.amounts("ended")))
    // What stands before the worker tells runs apart: axes, scheme, variant and seed.
    let width = all.columns.firstIndex(of: "worker") ?? 0
    let keys = all.rows.map { $0.fields.prefix(width).joined(separator: ", ") }
    guard
      let pick = all.rows.firstIndex(where: { $0["scheme"] == "uncoded" })
        ?? all.rows.indices.first
    else { throw RunError("\(path): has no task; export the plan's tables again", exitCode: 2) }
    var cells: [Int: [Int: Double]] = [:]
    for (row, ((worker, version), (began, ended))) in times.enumerated()
    where keys[row] == keys[pick] {
      let outcome = all.rows[row]["outcome"]
      guard ["fresh", "awaited", "late"].contains(outcome) else { continue }
      if cells[worker]?[version] == nil { cells[worker, default: [:]][version] = ended - began }
    }
    let workers = (cells.keys.max() ?? -1) + 1
    let steps = Set(cells.values.flatMap(\.keys)).sorted()
    return TimeTable(
      name: path, workers: (0..<workers).map(String.init), steps: steps.map(String.init),
      seconds: (0..<workers).map { worker in steps.map { cells[worker]?[$0] ?? .nan } },
      notes: ["Of the runs there, the tasks of this one were read: \(keys[pick])."])
  }
}
