import Clusters
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
  private let problem: Problem<Element>
  private let steps: OutputFile
  private let arrivals: OutputFile
  private let tasks: OutputFile?
  private let evaluator: Evaluator<Element>
  private let target: Target?
  private var terminal = Terminal()
  private var opened = 0.0
  private var ledger: TaskLedger

  /// Models to evaluate: before the first step, every so many, and the last.
  private(set) var saved: [(step: Int, time: Double, model: Slot<Element>)] = []
  private(set) var evaluations: [Evaluator<Element>.Row] = []
  private(set) var summary = RunSummary()

  init(_ problem: Problem<Element>, folder: RunFolder, evaluator: Evaluator<Element>) throws {
    self.problem = problem
    self.evaluator = evaluator
    target = try problem.configuration.until.map { try Target(parsing: $0) }
    steps = try OutputFile(folder.file("steps.csv"))
    arrivals = try OutputFile(folder.file("arrivals.csv"))
    tasks =
      problem.configuration.recordTasks ? try OutputFile(folder.file("tasks.csv")) : nil
    ledger = TaskLedger(problem.scheme, keepsTasks: tasks != nil)
    try steps.line(RunFiles.stepsHeader)
    try tasks?.line(RunFiles.tasksHeader)
    try arrivals.line(RunFiles.arrivalsHeader)
  }

  /// Keeps the initial model.
  func begin(_ model: Span<Element>) throws { try save(model, step: 0, time: 0) }

  func started(worker: Int, version: Int, at time: Double) {
    ledger.started(worker: worker, version: version, at: time)
  }

  func closed(by worker: Int) { ledger.closed(by: worker) }

  func arrived(_ row: RecordedArrival) throws {
    ledger.arrived(row)
    try arrivals.line(RunFiles.row(row, opened: opened))
  }

  func stepped(_ record: StepRecord, model: Span<Element>) throws -> Bool {
    try steps.line(RunFiles.row(record, ledger))
    try writeTasks(ledger.stepped(record.step))
    summary.add(record)
    opened = record.time
    let done = record.step + 1
    let configuration = problem.configuration
    terminal.show(progress(record))

    var goOn = done < configuration.steps
    if let limit = configuration.time, record.time >= limit { goOn = false }
    if let target, target.isLoss, target.isReached(by: record.loss) {
      summary.reached = (target, record.step, record.time)
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
      let value = row.columns.first(where: { $0.name == target.metric })?.value
    else {
      let names = evaluations.last?.columns.map(\.name).joined(separator: ", ") ?? ""
      throw RunError(
        "--until \(target.metric): there is no such metric here (known: loss, \(names))",
        exitCode: 2)
    }
    guard target.isReached(by: value) else { return false }
    summary.reached = (target, row.step, row.time)
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
        try model.vector.withSpan { x in try evaluator.evaluate(x, step: step, time: time) })
    }
    saved.removeAll()
  }

  /// Flushes and closes the tables.
  func close() throws {
    terminal.clear()
    try writeTasks(ledger.ended(at: opened))
    try steps.close()
    try arrivals.close()
    try tasks?.close()
  }

  private func writeTasks(_ ended: [TaskLedger.Ended]) throws {
    guard let tasks else { return }
    for task in ended { try tasks.line(RunFiles.row(task)) }
  }

  private func progress(_ r: StepRecord) -> String {
    let stale = String(rounding: r.coverage.meanStaleness, to: 2)
    return "step \(r.step + 1)/\(problem.configuration.steps)  "
      + "\(String(rounding: r.time, to: 2)) s  loss \(String(rounding: r.loss, to: 5))  "
      + "fresh \(r.fresh), late \(r.arrivals - r.fresh)  "
      + "staleness \(stale) (max \(r.coverage.maxStaleness))"
  }
}
