import Clusters
import Coding
import Console
import Training

/// Writes the rows of a run of times alone and keeps its seconds a step.
final class TimingRecorder: TimingObserver {
  private let tables: RunTables
  private let limit: Double
  private var waited: [Double] = []
  private var terminal: Terminal
  private let stop = StopRequest()
  private let title: String
  private var stage: RunStage?

  var summary: RunSummary { tables.summary }

  init(_ folder: RunFolder, _ configuration: RunConfiguration) throws {
    terminal = try configuration.makeTerminal()
    title = RunView.title(configuration)
    if terminal.style == .full {
      stage = RunStage(
        RunView(
          workers: configuration.workers, steps: configuration.steps, limit: configuration.time))
    }
    limit = configuration.time ?? .infinity
    tables = try RunTables(folder, recordsTasks: configuration.recordTasks)
  }

  /// - Throws: also where the run is asked to end.
  func saw(_ event: Event, step: Int) throws {
    try tables.saw(event, step: step)
    stage?.saw(event, step: step)
    if let signal = stop.signal { throw Interruption(signal: signal) }
  }

  func ended(_ tasks: [TaskRecord]) throws { try tables.ended(tasks) }

  func stepped(_ record: StepRecord) throws -> Bool {
    try tables.stepped(record)
    waited.append(record.waited)
    stage?.stepped(record)
    if let stage {
      terminal.show { columns, rows in
        stage.lines(nil, title: title, columns: columns, rows: rows)
      }
    } else {
      terminal.show("step \(record.step + 1)  \(String(rounding: record.time, to: 2)) s")
    }
    return record.time < limit
  }

  func close() throws {
    terminal.clear()
    try tables.close()
  }

  func report(_ arrangement: Arrangement, scheme: String, folder: RunFolder) -> String {
    var rows = tables.summary.rows(
      scheme: scheme, waitsFor: arrangement.scheme.waitsFor,
      lateWork: arrangement.lateWork.rawValue, clock: RunClock.virtual.rawValue)
    // Where nothing takes time there is no speed to tell.
    guard tables.summary.time > 0 else {
      rows.append(("folder", folder.path))
      return Columns.text(rows)
    }
    let times = StepTimes(waited)
    func text(_ value: Double) -> String { String(rounding: value, to: 4) }
    rows.append(("seconds a step", "\(text(times.mean)) ± \(text(times.standardError))"))
    rows.append(
      (
        "quantiles",
        "5 % \(text(times.quantile(0.05)))  50 % \(text(times.quantile(0.5)))  "
          + "95 % \(text(times.quantile(0.95)))  largest \(text(times.quantile(1)))"
      ))
    rows.append(("folder", folder.path))
    return Columns.text(rows)
  }
}
