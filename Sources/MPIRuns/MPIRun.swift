import Clusters
import Coding
public import Console
public import Kernels
import MPITransport
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
  }

  /// Does this rank's part, from the start of MPI to its end.
  /// - Parameter complain: Tells an error before all ranks are ended at once.
  /// - Throws: what ended the run.
  public static func run(_ request: RunRequest, complain: (RunError) -> Void) throws -> End {
    useBLASThreads(max(1, request.configuration.threads))
    let environment = try MPIEnvironment()
    return environment.rank == 0
      ? .summary(try serveParameters(request, environment, complain))
      : .code(try work(request, environment, complain))
  }

  private static func serveParameters(
    _ request: RunRequest, _ environment: consuming MPIEnvironment, _ complain: (RunError) -> Void
  ) throws -> String {
    let (problem, session) = try agreed(environment) {
      let problem = try Problem<Element>(request.configuration)
      return (
        problem,
        try RunSession(
          problem, folder: try request.makeFolder(), clock: .wall,
          transport: MPIEnvironment.libraryVersion)
      )
    }
    var failure: (any Error)?
    do {
      var cluster = try MPICluster<Element>(
        problem.scheme, workers: environment.workers,
        messageLength: problem.workload.dimension + 1)
      do { try session.train(on: &cluster) } catch { failure = error }
      // Whatever happened, no worker is left behind.
      try cluster.shutdown()
    } catch {
      // Some rank is stuck, and would keep MPI from ending: what was computed is written first.
      let first = failure ?? error
      _ = try? session.finish(failure: first, draws: request.draws)
      complain(RunError(first))
      MPIEnvironment.abort(code: 1)
      throw first
    }
    // Evaluation comes after MPI's end: it is off every clock, and no rank waits for it.
    environment.end()
    return try session.finish(failure: failure, draws: request.draws)
  }

  private static func work(
    _ request: RunRequest, _ environment: consuming MPIEnvironment, _ complain: (RunError) -> Void
  ) throws -> Int32 {
    let worker = environment.rank - 1
    let (problem, source): (Problem<Element>, any GradientSource<Element>)
    do {
      (problem, source) = try agreed(environment) {
        let problem = try Problem<Element>(request.configuration)
        return (
          problem, try problem.workload.source(blocks: problem.scheme.placement(of: worker))
        )
      }
    } catch { return RunError(error).exitCode }
    do {
      let role = WorkerRole(worker: worker, of: problem.scheme, source: source)
      var loop = WorkerLoop(
        role, delays: problem.delays,
        partOfBlock: problem.scheme.partOfBlock * problem.workload.sampleShare)
      try loop.run(
        on: try MPILink<Element>(
          to: environment.server, worker: worker, of: problem.scheme,
          modelLength: problem.workload.dimension))
    } catch {
      // Half a job must not hang.
      let known = RunError(error)
      complain(RunError("rank \(worker + 1): \(known.description)"))
      MPIEnvironment.abort(code: 1)
      return 1
    }
    environment.end()
    return 0
  }

  /// What a rank makes before the first model, once all ranks have made theirs.
  private static func agreed<Value>(
    _ environment: borrowing MPIEnvironment, _ make: () throws -> Value
  ) throws -> Value {
    let made = Result { try make() }
    var trouble: RankProblem?
    if case .failure(let error) = made {
      trouble = RankProblem(RunError(error).description, code: RunError(error).exitCode)
    }
    if let trouble = try environment.agree(trouble) {
      throw RunError(trouble.line, exitCode: trouble.code)
    }
    return try made.get()
  }
}
