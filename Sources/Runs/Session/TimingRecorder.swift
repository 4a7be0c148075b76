import Clusters
import Coding
import Console
import Kernels
import Training

/// Writes the rows of a timing-only run and keeps its seconds a step.
final class TimingRecorder: TrainingObserver {
  typealias Element = Double

  private let steps: OutputFile
  private let arrivals: OutputFile
  private let limit: Double
  private var ledger: TaskLedger
  private var opened = 0.0
  private var summary = RunSummary()
  private var waited: [Double] = []
  private var terminal = Terminal()

  init(_ folder: RunFolder, scheme: any Scheme, limit: Double?) throws {
    self.limit = limit ?? .infinity
    ledger = TaskLedger(scheme, keepsTasks: false)
    steps = try OutputFile(folder.file("steps.csv"))
    arrivals = try OutputFile(folder.file("arrivals.csv"))
    try steps.line(RunFiles.stepsHeader)
    try arrivals.line(RunFiles.arrivalsHeader)
  }

  func started(worker: Int, version: Int, at time: Double) {
    ledger.started(worker: worker, version: version, at: time)
  }

  func closed(by worker: Int) { ledger.closed(by: worker) }

  func arrived(_ row: RecordedArrival) throws {
    ledger.arrived(row)
    try arrivals.line(RunFiles.row(row, opened: opened))
  }

  func stepped(_ record: StepRecord, model: Span<Double>) throws -> Bool {
    try steps.line(RunFiles.row(record, ledger))
    _ = ledger.stepped(record.step)
    summary.add(record)
    waited.append(record.waited)
    opened = record.time
    terminal.show("step \(record.step + 1)  \(String(rounding: record.time, to: 2)) s")
    return record.time < limit
  }

  func close() throws {
    terminal.clear()
    try steps.close()
    try arrivals.close()
  }

  func report(_ arrangement: Arrangement, scheme: String, folder: RunFolder) -> String {
    var rows = summary.rows(
      scheme: scheme, waitsFor: arrangement.scheme.waitsFor,
      lateWork: arrangement.lateWork.rawValue, clock: RunClock.virtual.rawValue)
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

/// Statistics of seconds a step.
public struct StepTimes: Sendable {
  /// Mean seconds.
  public let mean: Double
  /// Standard error of the mean, from the means of consecutive batches: steps that share late workers
  /// are not independent.
  public let standardError: Double
  private let sorted: [Double]

  /// Statistics of `seconds`, in the order of the steps.
  public init(_ seconds: [Double]) {
    sorted = seconds.sorted()
    let count = max(seconds.count, 1)
    mean = seconds.reduce(0, +) / Double(count)
    let batches = min(50, seconds.count)
    guard batches > 1 else {
      standardError = .infinity
      return
    }
    let size = seconds.count / batches
    let means = (0..<batches).map { batch in
      seconds[batch * size..<(batch + 1) * size].reduce(0, +) / Double(size)
    }
    let center = means.reduce(0, +) / Double(batches)
    let squares = means.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    standardError = (squares / Double(batches - 1) / Double(batches)).squareRoot()
  }

  /// The smallest value that a share of all are at most.
  public func quantile(_ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let i = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return sorted.indices.contains(i) ? sorted[max(i, 0)] : i < 0 ? sorted[0] : last
  }
}
