import Clusters
import Coding
import Console
import Training

/// The tables that every run writes as it goes, and the sums for its summary.
final class RunTables {
  private let folder: RunFolder
  private var checked = ContinuousClock.now
  private let steps: OutputFile
  private let arrivals: OutputFile
  private let tasks: OutputFile?
  private(set) var opened = 0.0
  private(set) var summary = RunSummary()

  /// Opens the files.
  /// - Throws: `RunError`, where they cannot be written.
  init(_ folder: RunFolder, recordsTasks: Bool) throws(RunError) {
    self.folder = folder
    steps = try OutputFile(folder.file("steps.csv"))
    arrivals = try OutputFile(folder.file("arrivals.csv"))
    tasks = recordsTasks ? try OutputFile(folder.file("tasks.csv")) : nil
    try steps.line(RunFiles.stepsHeader)
    try arrivals.line(RunFiles.arrivalsHeader)
    try tasks?.line(RunFiles.tasksHeader)
  }

  /// Opens the files of a run that goes on, and cuts what its checkpoint does not know of.
  /// - Throws: `RunError`, where they cannot be written, or are shorter.
  init(_ folder: RunFolder, recordsTasks: Bool, after record: CheckpointRecord) throws(RunError) {
    func open(_ name: String) throws(RunError) -> OutputFile {
      try OutputFile(folder.file(name), after: record.tables[name] ?? 0)
    }
    self.folder = folder
    steps = try open("steps.csv")
    arrivals = try open("arrivals.csv")
    tasks = recordsTasks ? try open("tasks.csv") : nil
    opened = record.opened
    summary = record.summary
  }

  /// Writes what is pending.
  /// - Returns: The bytes of each file.
  func flush() throws(RunError) -> [String: Int] {
    var lengths: [String: Int] = [:]
    for (name, file) in [("steps.csv", steps), ("arrivals.csv", arrivals)] {
      try file.flush()
      lengths[name] = file.length
    }
    try tasks?.flush()
    if let tasks { lengths["tasks.csv"] = tasks.length }
    return lengths
  }

  /// A row of the journal.
  func saw(_ event: Event, step: Int) throws(RunError) {
    if case .opened(_, let time) = event { opened = time }
    if case .bad = event { summary.refused += 1 }
    try arrivals.line(RunFiles.row(JournalRow(step: step, of: event), opened: opened))
  }

  /// Rows of tasks.
  func ended(_ over: [TaskRecord]) throws(RunError) {
    guard let tasks else { return }
    for task in over { try tasks.line(RunFiles.row(task)) }
  }

  /// A row of the steps.
  func stepped(_ record: StepRecord) throws(RunError) {
    // As often as rows are written: open files take rows also when nobody can find them any more.
    let now = ContinuousClock.now
    if checked.duration(to: now) > .milliseconds(500) {
      checked = now
      try folder.check()
    }
    try steps.line(RunFiles.row(record))
    summary.add(record)
  }

  /// A target is reached.
  func reached(_ target: Target, step: Int, time: Double) {
    summary.reached = (target, step, time)
  }

  /// Flushes and closes the files.
  func close() throws(RunError) {
    try steps.close()
    try arrivals.close()
    try tasks?.close()
  }
}
