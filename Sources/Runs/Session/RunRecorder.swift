import Coding
import Console
import Kernels
import Training

/// Writes a run's rows as it goes, keeps models for evaluation, shows progress, and ends the run at
/// its target.
///
/// Nothing is evaluated while the clock of an MPI run is going: models are copied and evaluated
/// after the last step. In virtual time an evaluation takes no time, so a target on a metric is
/// looked at on the way.
final class RunRecorder<Element: Scalar>: TrainingObserver {
  private let configuration: RunConfiguration
  private let tables: RunTables
  private let evaluator: any ModelEvaluator<Element>
  private let target: Target?
  private var terminal = Terminal()

  /// Models to evaluate: before the first step, every so many, and the last.
  private var saved: [(step: Int, time: Double, model: Slot<Element>)] = []
  private(set) var evaluations: [EvaluationRow] = []

  var summary: RunSummary { tables.summary }

  init(_ problem: Problem<Element>, folder: RunFolder) throws {
    configuration = problem.configuration
    evaluator = problem.workload.makeEvaluator()
    target = try problem.configuration.until.map { try Target(parsing: $0) }
    tables = try RunTables(folder, recordsTasks: problem.configuration.recordTasks)
  }

  /// Keeps the initial model.
  func begin(_ model: Span<Element>) throws { try save(model, step: 0, time: 0) }

  func saw(_ event: Event, step: Int) throws { try tables.saw(event, step: step) }

  func ended(_ tasks: [TaskRecord]) throws { try tables.ended(tasks) }

  func stepped(_ record: StepRecord, model: Span<Element>) throws -> Bool {
    try tables.stepped(record)
    let done = record.step + 1
    terminal.show(progress(record))

    var goOn = done < configuration.steps
    if let limit = configuration.time, record.time >= limit { goOn = false }
    if let target, target.isLoss, target.isReached(by: record.loss) {
      tables.reached(target, step: record.step, time: record.time)
      goOn = false
    }
    let every = configuration.evaluateEvery
    if !goOn || (every > 0 && done % every == 0) {
      try save(model, step: done, time: record.time)
      if let target, !target.isLoss, try evaluateLast(target) { goOn = false }
    }
    return goOn
  }

  private func evaluateLast(_ target: Target) throws -> Bool {
    try evaluateSaved()
    guard let row = evaluations.last,
      let value = row.value(of: target.metric, l2: configuration.l2)
    else {
      let names = evaluations.last?.columns.map(\.name).joined(separator: ", ") ?? ""
      throw RunError(
        "--until \(target.metric): there is no such metric here (known: loss, \(names))",
        exitCode: 2)
    }
    guard target.isReached(by: value) else { return false }
    tables.reached(target, step: row.step, time: row.time)
    return true
  }

  private func save(_ model: Span<Element>, step: Int, time: Double) throws {
    if saved.last?.step == step || evaluations.last?.step == step { return }
    saved.append((step, time, Slot(Vector(copying: model))))
  }

  /// Evaluates what was saved since the last time.
  func evaluateSaved() throws {
    for (number, (step, time, model)) in saved.enumerated() {
      terminal.show("evaluating model \(number + 1) of \(saved.count) (step \(step))")
      evaluations.append(
        EvaluationRow(
          step: step, time: time, columns: try model.vector.withSpan { try evaluator.evaluate($0) })
      )
    }
    saved.removeAll()
  }

  /// Flushes and closes the tables.
  func close() throws {
    terminal.clear()
    try tables.close()
  }

  private func progress(_ r: StepRecord) -> String {
    let stale = String(rounding: r.coverage.meanStaleness, to: 2)
    return "step \(r.step + 1)/\(configuration.steps)  "
      + "\(String(rounding: r.time, to: 2)) s  loss \(String(rounding: r.loss, to: 5))  "
      + "fresh \(r.fresh), late \(r.arrivals - r.fresh)  "
      + "staleness \(stale) (max \(r.coverage.maxStaleness))"
  }
}
