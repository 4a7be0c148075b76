public import Clusters
import Coding
import Console
import Datasets
public import Kernels
import Learning
public import Staleness
import Training

/// One training from its first step to its last file, on whatever cluster.
///
/// `train` does the steps; `finish` evaluates, writes and draws, after the cluster is gone, and is
/// called whatever `train` threw.
public final class RunSession<Element: Scalar> {
  /// What is trained.
  public let problem: Problem<Element>
  private let folder: RunFolder
  private let clock: RunClock
  private let transport: String?
  private let recorder: RunRecorder<Element>
  private var model: Vector<Element>
  private let began = WallTime.now()
  private let provenance: Provenance
  private let request: RunRequest
  /// What those see who look at the run; nil where nobody does.
  private let board: LiveBoard?

  private let checkpoint: (record: CheckpointRecord, state: TrainingState<Element>)?
  /// What happened to workers, for the record.
  private var losses: [LossRecord] = []

  /// Opens the run's files.
  /// - Parameters:
  ///   - suffix: Behind the name of a folder that is not given.
  ///   - transport: What carries messages, such as "Open MPI v4.1.4", for the record; nil for a run in
  ///     this process, whose clock stands while a model is evaluated.
  /// - Throws: `RunError`, where they cannot be written, or where a run that is to go on has no
  ///   checkpoint.
  public init(
    _ problem: Problem<Element>, _ request: RunRequest, suffix: String = "", clock: RunClock,
    transport: String? = nil
  )
    throws
  {
    self.problem = problem
    // Tables, checkpoint and record at once, and on MPI a connection to each worker.
    try Room.check(
      files: 12 + (clock == .wall ? problem.scheme.workers : 0), for: "a run")
    try request.audience?.prepare(resuming: request.resume)
    let folder = try request.makeFolder(suffix: suffix)
    self.folder = folder
    self.request = request
    var checkpoint: (record: CheckpointRecord, state: TrainingState<Element>)?
    do {
      if request.resume != nil { checkpoint = try CheckpointKeeper<Element>.latest(in: folder) }
    } catch {
      folder.release()
      throw error
    }
    do throws(RunError) {
      try Room.check(
        bytes: problem.workload.dimension * MemoryLayout<Element>.stride, in: folder.path,
        for: "model.npy")
    } catch {
      folder.release()
      throw error
    }
    self.checkpoint = checkpoint
    self.clock = clock
    self.transport = transport
    model = problem.workload.makeModel()
    provenance = try Provenance(of: problem.configuration)
    let stop = request.stop
    recorder = try RunRecorder(
      problem, folder: folder, checkpointEvery: request.checkpointEvery,
      evaluatesOnTheWay: transport == nil, interruption: { stop.signal },
      after: checkpoint?.record)
    if !problem.configuration.virtual, let until = problem.configuration.until,
      try !Target(parsing: until).isLoss
    {
      throw RunError(
        "--until \(until): on MPI only loss=VALUE can end a run, since evaluating would stop the "
          + "clock for some and not for others; use --virtual for other metrics", exitCode: 2)
    }
    if request.audience != nil || recorder.fillsTerminal {
      let view = try RunView(problem, after: checkpoint?.record, in: folder)
      board = request.audience.map { _ in
        LiveBoard(
          LiveBoard.Facts(problem, folder: folder.path, clock: clock), view,
          evaluations: checkpoint?.record.evaluations ?? [])
      }
      recorder.show(RunStage(view, board: board))
    } else {
      board = nil
    }
    try writeRecord(outcome: "running")
    if let board { try request.audience?.begin(board, in: folder) }
    StopRequest.heed()
  }

  /// Does the steps.
  ///
  /// The caller shuts the cluster down, whatever is thrown.
  public func train<C: Cluster & ~Copyable>(on cluster: inout C) throws
  where C.Element == Element {
    let secants = try problem.makeSecantTable()
    var optimizer = try problem.makeOptimizer(secants)
    var estimator = try problem.makeEstimator(secants)
    var recorder = recorder
    // A class cannot lend its parts' memory for long: the model is a local while it is trained.
    var x = Vector<Element>(repeating: 0, count: 0)
    swap(&x, &model)
    defer { swap(&x, &model) }
    var control: StepControl?
    if let checkpoint {
      control = try repeated(to: checkpoint.record.step, on: &cluster)
      try cluster.restore(checkpoint.state.cluster)
      guard checkpoint.state.model.count == x.count else {
        throw RunError("the checkpoint's model has \(checkpoint.state.model.count) numbers")
      }
      x = Vector(copying: checkpoint.state.model.span)
      try optimizer.restore(checkpoint.state.optimizer)
      try estimator.restore(checkpoint.state.estimator) { cluster.model($0) }
    } else {
      try recorder.begin(x.span)
    }
    cluster.refusal = problem.refusesBad ? .notFinite : .none
    do {
      try go(&x, on: &cluster, &optimizer, &estimator, &recorder, from: control)
    } catch let interruption as Interruption {
      // At once: a launcher may end this process a second after it asked.
      try? writeRecord(outcome: Self.outcome(of: interruption))
      throw interruption
    }
  }

  private func go<C: Cluster & ~Copyable>(
    _ x: inout Vector<Element>, on cluster: inout C,
    _ optimizer: inout any Optimizer<Element> & ~Copyable,
    _ estimator: inout any Estimator<Element> & ~Copyable, _ recorder: inout RunRecorder<Element>,
    from control: StepControl?
  ) throws where C.Element == Element {
    try Training.train(
      &x, by: problem.scheme, lateWork: problem.lateWork, shares: problem.workload.shares,
      on: &cluster, with: &optimizer, estimator: &estimator,
      steps: first..<max(first, problem.configuration.steps), lostBlocks: problem.lostBlocks,
      keepsTasks: problem.configuration.recordTasks, from: control, observer: &recorder)
  }

  /// The step that a training begins with.
  private var first: Int { checkpoint?.record.step ?? 0 }

  /// The control of a run that goes on: fed with its journal, or, in virtual time, with its events,
  /// which repeat themselves.
  private func repeated<C: Cluster & ~Copyable>(to step: Int, on cluster: inout C) throws
    -> StepControl
  {
    let keepsTasks = problem.configuration.recordTasks
    let rows =
      clock == .wall || problem.refusesBad
      ? try ArrivalsFile.read(folder.file("arrivals.csv")) : []
    guard clock == .wall else {
      if problem.refusesBad { cluster.refusal = .listed(Set(rows.compactMap(\.refused))) }
      return try catchUp(
        by: problem.scheme, lateWork: problem.lateWork, shares: problem.workload.shares,
        on: &cluster, dimension: problem.workload.dimension, to: step,
        lostBlocks: problem.lostBlocks, keepsTasks: keepsTasks)
    }
    var feed = JournalFeed(
      StepControl(
        problem.scheme, lateWork: problem.lateWork, shares: problem.workload.shares,
        lostBlocks: problem.lostBlocks, keepsTasks: keepsTasks), workers: problem.scheme.workers)
    for row in rows { try feed.take(row) }
    var control = feed.control
    _ = control.takeTasks()
    return control
  }

  /// Takes note of workers that were lost, for the record.
  public func note(_ losses: [LossRecord]) { self.losses = losses }

  /// Evaluates, writes the files and the picture.
  ///
  /// Each file is written whether or not another one could be, so that nothing computed is lost.
  /// - Parameters:
  ///   - failure: What ended the run early, if anything.
  ///   - draws: Whether there is to be a picture.
  /// - Returns: The summary as text.
  /// - Throws: `failure`, or the first thing that could not be written.
  public func finish(failure: (any Error)?, draws: Bool = true) throws -> String {
    var failure = failure
    func attempt(_ step: () throws -> Void) {
      do { try step() } catch { failure = failure ?? error }
    }
    // First what must be told: what comes next may find the disk as full as it was.
    if let failure {
      folder.spendReserve()
      try? writeRecord(outcome: Self.outcome(of: failure))
    }
    attempt { try recorder.close() }
    attempt { try model.withSpan { x in try NPYFile.write(x, to: folder.file("model.npy")) } }
    // Whoever interrupts a run does not wait for an evaluation; the run that goes on makes it.
    let isInterrupted = failure is Interruption
    if !isInterrupted { attempt { try recorder.evaluateSaved() } }
    attempt { try recorder.closeEvaluations() }
    let outcome = failure.map(Self.outcome(of:)) ?? "done"
    recorder.endCheckpoints(isDone: failure == nil)
    folder.spendReserve()
    attempt { try writeRecord(outcome: outcome) }
    board?.end(outcome)
    defer {
      request.audience?.end(waits: !isInterrupted, isDone: failure == nil)
      folder.release()
    }
    for format in request.exports {
      attempt { try format.write(run: folder.path) }
    }
    var notes: [String] = []
    do {
      if draws, !isInterrupted {
        try Picture.draw(
          folder, title: "\(problem.configuration.suggestedName)", clock: clock,
          columns: recorder.evaluations.first?.columns.map(\.name) ?? [])
      }
    } catch { notes.append("no picture: \(RunError(error).description)") }
    if let failure {
      if case .diverged? = failure as? TrainingError, let momentumNote {
        throw RunError("\(failure); momentum \(momentumNote.text)")
      }
      if let interruption = failure as? Interruption {
        throw RunError(
          "\(interruption); go on by '--resume \(folder.path)'",
          exitCode: 128 + interruption.signal)
      }
      throw goingOn(failure)
    }
    if let trouble = recorder.checkpointTrouble {
      notes.append("no checkpoint: \(trouble.description)")
    }
    return report(notes)
  }

  /// What the system did not take can be taken later, from the checkpoint on.
  private func goingOn(_ failure: any Error) -> any Error {
    guard let known = failure as? RunError, known.exitCode == 1,
      !Set(names(in: folder.path)).isDisjoint(with: RunFolder.checkpoints)
    else { return failure }
    return RunError("\(known.description); then go on by '--resume \(folder.path)'")
  }

  // A divergence is a result of the configuration, not a fault: experiments tell the two apart.
  private static func outcome(of failure: any Error) -> String {
    if case .diverged? = failure as? TrainingError { return "diverged: \(failure)" }
    if failure is Interruption { return "interrupted: \(failure)" }
    let lines = RunError(failure).description.split(separator: "\n")
    return "failed: \(lines.first ?? "")"
  }

  private var momentumNote: MomentumNote? {
    let summary = recorder.summary
    return MomentumNote(
      problem.configuration,
      meanStaleness: summary.meanStaleness / Double(max(summary.steps, 1)))
  }

  private func report(_ notes: [String]) -> String {
    var rows = recorder.summary.rows(
      scheme: problem.configuration.scheme, waitsFor: problem.scheme.waitsFor,
      lateWork: problem.lateWork.rawValue, clock: clock.rawValue)
    if let momentumNote { rows.append(("momentum", momentumNote.text)) }
    for column in recorder.evaluations.last?.columns ?? [] where column.name != "model_norm" {
      rows.append((column.name.replacing("_", with: " "), String(rounding: column.value, to: 4)))
    }
    rows.append(("folder", folder.path))
    return ([Columns.text(rows)] + problem.notes + notes).joined(separator: "\n")
  }

  private func writeRecord(outcome: String) throws {
    try RunRecord(
      configuration: problem.configuration, provenance: provenance,
      lateWork: problem.lateWork.rawValue,
      waitsFor: problem.scheme.waitsFor, clock: clock.rawValue,
      transport: transport ?? "in process",
      parameters: problem.workload.dimension, blockSizes: problem.workload.blockSizes,
      began: began,
      ended: outcome == "running" ? nil : WallTime.now(), outcome: outcome,
      summary: outcome == "running" ? nil : recorder.summary,
      evaluation: recorder.evaluations.last?.columns ?? [], losses: losses
    ).write(to: folder.file("run.json"))
  }
}

/// Whose seconds a run's files count; a file never mixes them.
public enum RunClock: String, Sendable {
  /// Of the wall, from MPI.
  case wall
  /// Of the virtual cluster.
  case virtual
}
