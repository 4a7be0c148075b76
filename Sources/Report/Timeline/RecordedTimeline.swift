import Console

/// Who computed what when in the first steps of one run, and what the parameter server held.
struct RecordedTimeline: Equatable, Sendable {
  /// A task of a worker.
  struct Task: Equatable, Sendable {
    var worker: Int
    /// Of the model that it was computed on.
    var version: Int
    var blocks: [Int]
    /// Seconds since the run began.
    var began: Double
    /// Seconds since the run began.
    var ended: Double
    /// `fresh`, `awaited`, `late`, `cancelled`, `lost` or `unfinished`, as in `tasks.csv`.
    var outcome: String

    /// Whether its message came in.
    var hasCome: Bool { ["fresh", "awaited", "late"].contains(outcome) }
  }

  /// The scheme's name.
  var name: String
  /// In the order in which they ended.
  var tasks: [Task]
  /// When steps closed, ascending.
  var closed: [Double]
  /// Whether a message that is older than the model counts: the server keeps the last one of a place.
  var keepsOld: Bool

  /// Number of workers.
  var workers: Int { (tasks.map(\.worker).max() ?? -1) + 1 }

  /// When the record ends.
  var end: Double { max(closed.last ?? 0, tasks.map(\.ended).max() ?? 0) }

  /// How many steps closed by a time.
  func steps(by time: Double) -> Int { closed.count { $0 <= time * (1 + 1e-9) } }

  /// The timelines of a combination, in the order of the plan; empty where none was recorded.
  static func all(in tables: ResultTables, _ combination: Combination) -> [Self] {
    let tasks = Dictionary(grouping: tables.rows("timeline", in: combination)) { $0["scheme"] }
    let closes = Dictionary(grouping: tables.rows("timeline_steps", in: combination)) {
      $0["scheme"]
    }
    let stale = Set(
      tables.rows("staleness", in: combination).filter {
        $0["staleness_max"] != "0" && ($0.number("share") ?? 0) > 0
      }.map { $0["scheme"] })
    var timelines: [Self] = []
    for line in tables.lines(in: combination)
    where !timelines.contains(where: { $0.name == line.scheme }) {
      guard let rows = tasks[line.scheme] else { continue }
      timelines.append(
        Self(
          name: line.scheme, tasks: rows.compactMap(Task.init),
          closed: (closes[line.scheme] ?? []).compactMap { $0.number("closed") },
          keepsOld: stale.contains(line.scheme)))
    }
    // A scheme that ignores an axis stands in combinations that have no timeline of their own.
    let isWhole = timelines.count > 1 || Set(tables.lines(in: combination).map(\.scheme)).count == 1
    return isWhole ? timelines : []
  }

  /// The same window for all: until those are done that use late work, or half of the schemes.
  static func window(of timelines: [Self]) -> Double {
    let ends = timelines.compactMap(\.closed.last).sorted()
    guard !ends.isEmpty else { return 0 }
    let late = timelines.filter { $0.tasks.contains { $0.outcome == "late" } }
    return (late.compactMap(\.closed.last).max() ?? ends[ends.count / 2]) * 1.01
  }
}

extension RecordedTimeline.Task {
  /// A row of `timeline.csv`; nil where it is broken.
  ///
  /// A plan may have an axis `blocks` too, which stands before the task's.
  init?(_ row: CSVTable.Row) {
    guard let worker = Int(row["worker"]), let version = Int(row["version"]),
      let began = row.number("began"), let ended = row.number("ended")
    else { return nil }
    self.init(
      worker: worker, version: version,
      blocks: row.last("blocks").split(separator: "+").compactMap { Int($0) }, began: began,
      ended: ended, outcome: row["outcome"])
  }
}
