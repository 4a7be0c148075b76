import Clusters
import Coding
public import Console
import Glibc
public import Kernels
import MPITransport
import Programs
public import Runs
import Training

/// A run on MPI: rank 0 is the parameter server, rank j + 1 worker j.
public enum MPIRun<Element: Scalar> {
  /// What a rank ends with.
  public enum End {
    /// The parameter server's summary.
    case summary(String)
    /// A worker's exit code.
    case code(Int32)
    /// The parameter server's summary, if there is one, and exit code, where workers are gone, or stuck,
    /// so that MPI cannot end: the process is to be ended by `MPIEnvironment.leave`.
    case stranded(String?, code: Int32, isStuck: Bool)
    /// Of a process of an elastic job: its summary, if it is the parameter server, and exit code. The
    /// process is to be ended by `MPIEnvironment.end`.
    case apart(String?, code: Int32)
  }

  /// Does this rank's part, from the start of MPI to its end.
  /// - Parameter complain: Tells an error before all ranks are ended at once.
  /// - Throws: what ended the run.
  public static func run(_ request: RunRequest, complain: @escaping (RunError) -> Void) throws
    -> End
  {
    useBLASThreads(max(1, request.configuration.threads))
    if let part = request.elastic { return elastic(part, request, complain) }
    let environment = try MPIEnvironment()
    if let problem = Launcher.current?.disagreement(size: environment.size) {
      throw RunError(problem, exitCode: 2)
    }
    return environment.rank == 0
      ? try serveParameters(request, environment, complain)
      : .code(try work(request, environment, complain))
  }

  private static func serveParameters(
    _ request: RunRequest, _ environment: consuming MPIEnvironment,
    _ complain: @escaping (RunError) -> Void
  ) throws -> End {
    // Before anything that takes long, so that whoever dies from now on is missed.
    let (lines, deaf) = try environment.hearWorkers()
    request.reportStart()
    let (problem, session): (Problem<Element>, RunSession<Element>)
    do {
      (problem, session) = try agreed(environment, request.configuration, lines) { problem in
        (
          problem,
          try RunSession(
            problem, request, clock: .wall, transport: MPIEnvironment.libraryVersion)
        )
      }
    } catch {
      environment.end()
      throw error
    }
    var failure: (any Error)?
    let failures = WorkerFailures(complain)
    var leftBehind: (ended: [Int], stuck: [Int]) = ([], [])
    do {
      if !deaf.isEmpty {
        complain(
          RunError(
            "warning: no connection beside MPI to workers \(list(deaf)): their loss goes unnoticed")
        )
      }
      let stop = request.stop
      var cluster = try MPICluster<Element>(
        problem.scheme, workers: environment.workers,
        messageLength: problem.slices.messageLength, lines: lines,
        lostBlocks: problem.lostBlocks, patience: patience(request),
        interruption: { stop.signal }, tell: { complain(RunError("warning: \($0)")) },
        hear: failures.tell)
      do { try session.train(on: &cluster) } catch { failure = error }
      // Whatever happened, no worker is left behind that can be told.
      try cluster.shutdown()
      failures.sumUp()
      leftBehind = cluster.leftBehind
      session.note(
        cluster.losses.map {
          LossRecord(worker: $0.worker, time: $0.time, sign: $0.sign.rawValue, back: $0.back)
        })
    } catch {
      // Some rank is stuck, and would keep MPI from ending: what was computed is written first.
      let first = failure ?? error
      _ = try? session.finish(failure: first, draws: request.draws)
      complain(RunError(first))
      MPIEnvironment.abort(code: 1)
      throw first
    }
    guard leftBehind.ended.isEmpty, leftBehind.stuck.isEmpty else {
      return end(without: leftBehind.stuck, session, failure, request, complain)
    }
    // Evaluation comes after MPI's end: it is off every clock, and no rank waits for it.
    environment.end()
    do { return .summary(try session.finish(failure: failure, draws: request.draws)) } catch let
      failure as ProgramFailure
    { throw failure.error(ofRank: 0) }
  }

  /// Ends a run some of whose workers never answered the stop: MPI cannot end with them, so the files
  /// are written first, and then this process ends without it.
  private static func end(
    without workers: [Int], _ session: RunSession<Element>, _ failure: (any Error)?,
    _ request: RunRequest, _ complain: @escaping (RunError) -> Void
  ) -> End {
    var code: Int32 = 0
    var summary: String?
    do { summary = try session.finish(failure: failure, draws: request.draws) } catch {
      complain(RunError(error))
      code = RunError(error).exitCode
    }
    if !workers.isEmpty {
      complain(
        RunError(
          "workers \(list(workers)) did not answer the stop: the run's files are written, and the "
            + "job is ended without them"))
    }
    return .stranded(summary, code: code, isStuck: !workers.isEmpty)
  }

  static func patience(_ request: RunRequest) -> WorkerPatience {
    guard let seconds = request.patienceSeconds else { return .adaptive }
    return seconds.isFinite ? .seconds(seconds) : .endless
  }

  private static func list(_ workers: [Int]) -> String {
    workers.map(String.init).joined(separator: ", ")
  }

  private static func work(
    _ request: RunRequest, _ environment: consuming MPIEnvironment,
    _ complain: @escaping (RunError) -> Void
  ) throws -> Int32 {
    let worker = environment.rank - 1
    let heart = try environment.connectToServer()
    let (problem, source): (Problem<Element>, any GradientSource<Element>)
    do {
      (problem, source) = try agreed(environment, request.configuration, []) { problem in
        (problem, try problem.source(blocks: problem.scheme.placement(of: worker)))
      }
    } catch {
      heart?.end()
      environment.end()
      return RunError(error).exitCode
    }
    do {
      // A worker goes on until it is told to stop; the parameter server heeds what all are asked.
      StopRequest.heed()
      try serve(environment.server, as: worker, of: problem, source)
    } catch let failure as ProgramFailure {
      // As a worker that died: a scheme that can do without it goes on, where ranks may be lost.
      let known = failure.error(ofRank: worker + 1)
      if heart?.end(saying: known.description) != true { complain(known) }
      MPIEnvironment.leave(code: 1, isStuck: false)
    } catch {
      // Half a job must not hang.
      let known = RunError(error)
      complain(RunError("rank \(worker + 1): \(known.description)"))
      MPIEnvironment.abort(code: 1)
      return 1
    }
    heart?.end()
    environment.end()
    return 0
  }

  /// Does the tasks of a worker until it is told to stop.
  static func serve(
    _ server: Peer, as worker: Int, of problem: Problem<Element>,
    _ source: any GradientSource<Element>
  ) throws {
    var loop = WorkerLoop(
      WorkerRole(worker: worker, of: problem.scheme, source: source), delays: problem.delays,
      partOfBlock: problem.scheme.partOfBlock * problem.workload.sampleShare)
    let link = try MPILink<Element>(
      to: server, worker: worker, of: problem.scheme, modelLength: problem.workload.dimension,
      lostBlocks: problem.lostBlocks)
    try loop.run(on: link)
  }

  /// What a rank makes before the first model, once all ranks have made theirs of the same things.
  private static func agreed<Value>(
    _ environment: borrowing MPIEnvironment, _ configuration: RunConfiguration, _ lines: [Int32],
    _ make: (Problem<Element>) throws -> Value
  ) throws -> Value {
    let ready = Ready(configuration, rank: environment.rank, make)
    if let trouble = try environment.agree(ready.trouble, on: ready.facts, lines: lines) {
      throw RunError(trouble.line, exitCode: trouble.code)
    }
    return try ready.value.get()
  }
}
