import Clusters
import Console
import Glibc
import Report
import Runs

/// Seconds of tasks, taken from what runs have written.
enum RunTimes {
  /// The table of a folder: a run's, a plan's tables, or one that holds runs.
  /// - Throws: where it is none of these.
  static func table(folder given: String) throws(RunError) -> TimeTable {
    let folder = given.count > 1 && given.hasSuffix("/") ? String(given.dropLast()) : given
    let content = names(in: folder)
    if content.contains("arrivals.csv") {
      return try table(of: [folder], name: folder)
    }
    if content.contains("timeline.csv") { return try TimelineTimes.table(folder + "/timeline.csv") }
    let runs = content.sorted().filter {
      !$0.hasPrefix(".") && access("\(folder)/\($0)/arrivals.csv", R_OK) == 0
        && access("\(folder)/\($0)/run.json", R_OK) == 0
    }
    guard !runs.isEmpty else {
      throw RunError(
        "\(folder): has neither arrivals.csv, nor timeline.csv, nor runs; name a run's folder, a "
          + "plan's tables or a folder of runs", exitCode: 2)
    }
    return try chosen(of: runs.map { "\(folder)/\($0)" }, name: folder)
  }

  /// Of many runs those that show most of every worker: uncoded ones, of the number of workers that most
  /// of them have.
  private static func chosen(of runs: [String], name: String) throws(RunError) -> TimeTable {
    var known: [(folder: String, scheme: String, workers: String)] = []
    for run in runs {
      let configuration = try RecordedRun(folder: run).configuration
      known.append((run, configuration["scheme"] ?? "", configuration["workers"] ?? ""))
    }
    if known.contains(where: { $0.scheme == "uncoded" }) {
      known.removeAll { $0.scheme != "uncoded" }
    } else {
      let first = known[0].scheme
      known.removeAll { $0.scheme != first }
    }
    let sizes = Dictionary(grouping: known, by: \.workers)
    let most = sizes.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key
    known.removeAll { $0.workers != most }
    var table = try table(of: known.map(\.folder), name: name)
    table.notes.append(
      "Of \(runs.count) runs there, the \(known.count) of \(known[0].scheme) with \(table.workers.count) "
        + "workers were read, one after the other.")
    return table
  }

  private static func table(of folders: [String], name: String) throws(RunError) -> TimeTable {
    var rows: [Int: [Int: Double]] = [:]
    var loads: [Double: Int] = [:]
    var first = 0
    var workers = 0
    var blocks = 0
    for folder in folders {
      let record = try? RecordedRun(folder: folder)
      let journal = try ArrivalsFile.read(folder + "/arrivals.csv")
      let times = JournalTimes(journal)
      workers = max(
        workers, Int(record?.configuration["workers"] ?? "") ?? 0,
        (times.cells.keys.max() ?? -1) + 1)
      for (worker, cells) in times.cells {
        for (version, seconds) in cells { rows[worker, default: [:]][first + version] = seconds }
      }
      loads.merge(times.loads) { $0 + $1 }
      blocks = max(blocks, times.blocks)
      first += times.steps
    }
    guard first > 0, workers > 0 else {
      throw RunError(
        "\(name): arrivals.csv has no message; let the run go on for longer", exitCode: 2)
    }
    let usual = loads.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
    let load = blocks > 0 ? usual * Double(workers) / Double(blocks) : usual
    var notes: [String] = []
    if loads.count > 1 {
      notes.append(
        "The run's tasks had \(loads.count) different loads; all are taken for the commonest, "
          + "\(Digits.short(load)) times the data of an uncoded worker.")
    }
    let columns = (0..<first).filter { step in rows.values.contains { $0[step] != nil } }
    let answers = rows.values.reduce(0) { $0 + $1.count }
    let missing = columns.count * workers - answers
    if missing > 0 {
      notes.append(
        "\(missing) tasks did not come in, since the run's scheme did not wait for them: what they took "
          + "is not known, and an uncoded run shows more.")
    }
    return TimeTable(
      name: name, workers: (0..<workers).map(String.init), steps: columns.map(String.init),
      seconds: (0..<workers).map { worker in columns.map { rows[worker]?[$0] ?? .nan } },
      load: load, notes: notes)
  }
}

/// How long tasks took, from a run's journal.
///
/// A worker begins a task when its step opens, or when its last message is in, whichever is later: that
/// is when the parameter server gives it one.
struct JournalTimes {
  /// Seconds by worker and version; of a version that a worker does again, the first time.
  private(set) var cells: [Int: [Int: Double]] = [:]
  /// How many tasks had which load, in blocks.
  private(set) var loads: [Double: Int] = [:]
  /// Steps that were opened.
  private(set) var steps = 0
  /// Blocks that tasks name, from 0 to the last one.
  private(set) var blocks = 0

  init(_ rows: [JournalRow]) {
    var opened: [Int: Double] = [:]
    var free: [Int: Double] = [:]
    var done: [Int: Set<Int>] = [:]
    for row in rows {
      switch row.event {
      case .opened(let time):
        opened[row.step] = time
        steps = max(steps, row.step + 1)
      case .message(let m), .bad(let m):
        blocks = max(blocks, (m.blocks?.max() ?? -1) + 1)
        let begins = max(opened[m.version] ?? 0, free[m.worker] ?? 0)
        let isLaterPart = done[m.worker]?.contains(m.turn) ?? false
        free[m.worker] = m.time
        if isLaterPart {
          // The task's last message tells how long all of it took.
          cells[m.worker]?[m.version]? += m.time - begins
          continue
        }
        done[m.worker, default: []].insert(m.turn)
        if cells[m.worker]?[m.version] == nil {
          cells[m.worker, default: [:]][m.version] = max(0, m.time - begins)
          loads[Double(max(m.blocks?.count ?? 1, 1)), default: 0] += 1
        }
      case .joined(let worker, let time): free[worker] = time
      case .deadline, .idle, .lost: break
      }
    }
  }
}
