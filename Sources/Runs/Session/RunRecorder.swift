import Clusters
import Coding
import Console
import Kernels
import Training

/// Writes a run's rows as it goes, keeps models for evaluation, shows progress, and ends the run at
/// its target.
///
/// Nothing is evaluated while the clock of an MPI run is going: models are copied and evaluated
/// after the last step. In this process an evaluation takes no time of the run's clock, so models are
/// evaluated on the way.
final class RunRecorder<Element: Scalar>: TrainingObserver {
  private let configuration: RunConfiguration
  private let tables: RunTables
  private let evaluator: any ModelEvaluator<Element>
  private let target: Target?
  private var terminal: Terminal

  /// Models to evaluate: before the first step, every so many, and the last.
  private let saved: SavedModels<Element>
  private let evaluated: EvaluationsFile
  private let evaluatesOnTheWay: Bool
  private var stage: RunStage?

  var summary: RunSummary { tables.summary }
  var evaluations: [EvaluationRow] { evaluated.rows }

  private let keeper: CheckpointKeeper<Element>
  private let interruption: () -> Int32?
  /// What kept a checkpoint from being written, told once.
  private(set) var checkpointTrouble: RunError?

  /// Opens the files.
  /// - Parameters:
  ///   - evaluatesOnTheWay: Whether that takes no time of the run's clock.
  ///   - interruption: The signal that asks the run to end, once there is one.
  ///   - record: Of a run that goes on.
  init(
    _ problem: Problem<Element>, folder: RunFolder, checkpointEvery interval: CheckpointInterval,
    evaluatesOnTheWay: Bool, interruption: @escaping () -> Int32?, after record: CheckpointRecord?
  ) throws {
    self.evaluatesOnTheWay = evaluatesOnTheWay
    keeper = CheckpointKeeper(folder, every: interval)
    self.interruption = interruption
    saved = SavedModels(
      folder, dimension: problem.workload.dimension,
      entries: record?.saved ?? [], rows: record?.savedRows ?? 0)
    configuration = problem.configuration
    evaluator = problem.workload.makeEvaluator()
    terminal = try problem.configuration.makeTerminal()
    target = try problem.configuration.until.map { try Target(parsing: $0) }
    let recordsTasks = problem.configuration.recordTasks
    tables =
      if let record {
        try RunTables(folder, recordsTasks: recordsTasks, after: record)
      } else {
        try RunTables(folder, recordsTasks: recordsTasks)
      }
    evaluated = try EvaluationsFile(
      folder.file("evaluations.csv"), rows: record?.evaluations ?? [])
  }

  /// Whether progress fills a terminal.
  var fillsTerminal: Bool { terminal.style == .full }

  /// From now on the run is shown.
  func show(_ stage: RunStage) { self.stage = stage }

  /// Keeps the initial model.
  func begin(_ model: Span<Element>) throws { try save(model, step: 0, time: 0) }

  func saw(_ event: Event, step: Int) throws {
    try tables.saw(event, step: step)
    stage?.saw(event, step: step)
  }

  func ended(_ tasks: [TaskRecord]) throws { try tables.ended(tasks) }

  func stepped(_ record: StepRecord, model: Span<Element>) throws -> Bool {
    try tables.stepped(record)
    let done = record.step + 1
    stage?.stepped(record)
    if fillsTerminal, let stage {
      terminal.show { columns, rows in
        stage.lines(evaluations.last, title: title, columns: columns, rows: rows)
      }
    } else {
      terminal.show(progress(record))
    }

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
    if saved.entries.last?.step == step || evaluations.last?.step == step { return }
    if evaluatesOnTheWay {
      try evaluate(model, step: step, time: time)
    } else {
      saved.append(step: step, time: time, model)
    }
  }

  private func evaluate(_ model: Span<Element>, step: Int, time: Double) throws {
    let row = EvaluationRow(step: step, time: time, columns: try evaluator.evaluate(model))
    stage?.add(row)
    try evaluated.add(row)
  }

  /// Evaluates what was saved since the last time.
  func evaluateSaved() throws {
    let count = saved.entries.count
    var number = 0
    try saved.drain { entry, model in
      number += 1
      let phase = "evaluating model \(number) of \(count) (step \(entry.step))"
      terminal.show(phase)
      stage?.enter(phase)
      try evaluate(model, step: entry.step, time: entry.time)
    }
  }

  /// Closes the table of evaluations, once there will be no more.
  func closeEvaluations() throws { try evaluated.close() }

  func wantsState() -> Bool {
    let isDue = keeper.isDue()
    return isDue || interruption() != nil
  }

  func keep(_ state: TrainingState<Element>) throws {
    let signal = interruption()
    do throws(RunError) {
      try saved.moveToFile()
      let record = CheckpointRecord(
        precision: configuration.precision, step: state.step, time: state.cluster.time,
        tables: try tables.flush(), opened: tables.opened, summary: summary,
        evaluations: evaluations, saved: saved.entries, savedRows: saved.rows, versions: [:],
        vectors: [])
      // What went wrong with the last one is no reason not to try this one.
      do throws(RunError) { try keeper.finish() } catch { note(error) }
      keeper.write(state, record)
      if signal != nil { try keeper.finish() }
    } catch {
      if signal != nil { throw error }
      note(error)
    }
    if let signal { throw Interruption(signal: signal) }
  }

  private func note(_ trouble: RunError) {
    if checkpointTrouble == nil {
      terminal.clear()
      StandardError.line("warning: no checkpoint: \(trouble.description)", from: "pgc-train")
    }
    checkpointTrouble = trouble
  }

  /// Waits for the last checkpoint, and takes all away where the run needs none any more.
  func endCheckpoints(isDone: Bool) {
    do throws(RunError) { try keeper.finish() } catch { note(error) }
    if isDone { keeper.remove() }
  }

  /// Flushes and closes the tables.
  func close() throws {
    terminal.clear()
    stage?.conclude()
    try tables.close()
  }

  private var title: String { RunView.title(configuration) }

  private func progress(_ r: StepRecord) -> String {
    let stale = String(rounding: r.coverage.meanStaleness, to: 2)
    return "step \(r.step + 1)/\(configuration.steps)  "
      + "\(String(rounding: r.time, to: 2)) s  loss \(String(rounding: r.loss, to: 5))  "
      + "fresh \(r.fresh), late \(r.arrivals - r.fresh)  "
      + "staleness \(stale) (max \(r.coverage.maxStaleness))"
  }
}
