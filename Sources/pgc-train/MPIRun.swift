import Clusters
import Coding
import Console
import Datasets
import Kernels
import Learning
import MPITransport
import Runs
import Training

/// A run on MPI: rank 0 is the parameter server, rank j + 1 worker j.
enum MPIRun<Element: Scalar> {
  static func run(_ job: Job) throws -> Int32 {
    useBLASThreads(max(1, job.configuration.threads))
    let environment = try MPIEnvironment()
    return environment.rank == 0
      ? try serveParameters(job, environment) : try work(job, environment)
  }

  private static func serveParameters(_ job: Job, _ environment: consuming MPIEnvironment) throws
    -> Int32
  {
    var made: (problem: Problem<Element>, session: RunSession<Element>)?
    var trouble: RankProblem?
    do {
      let problem = try Problem<Element>(job.configuration)
      made = (
        problem,
        try RunSession(
          problem, folder: try job.makeFolder(), clock: .wall,
          transport: MPIEnvironment.libraryVersion)
      )
    } catch { trouble = RankProblem(RunError(error).description, code: RunError(error).exitCode) }
    if let trouble = try environment.agree(trouble) {
      throw RunError(trouble.line, exitCode: trouble.code)
    }
    guard let (problem, session) = made else { return 1 }

    var failure: (any Error)?
    var isStuck = false
    do {
      var cluster = try MPICluster<Element>(
        problem.scheme, messageLength: problem.objective.dimension + 1)
      do { try session.train(on: &cluster) } catch { failure = error }
      // Whatever happened, no worker is left behind.
      try cluster.shutdown()
    } catch {
      failure = failure ?? error
      isStuck = true
    }
    // Evaluation comes after MPI's end: it is off every clock, and no rank waits for it.
    if !isStuck { environment.end() }
    do {
      let report = try session.finish(failure: failure, draws: job.draws)
      if !job.quiet { print(report) }
      return 0
    } catch {
      PGCTrain.complain(RunError(error).description)
      if isStuck { MPIEnvironment.abort(code: 1) }
      return RunError(error).exitCode
    }
  }

  private static func work(_ job: Job, _ environment: consuming MPIEnvironment) throws -> Int32 {
    let worker = environment.rank - 1
    var made: (problem: Problem<Element>, data: HeldBlocks<Element>)?
    var trouble: RankProblem?
    do {
      let problem = try Problem<Element>(job.configuration)
      made = (problem, try problem.load(blocks: problem.placement(ofWorker: worker)))
    } catch { trouble = RankProblem(RunError(error).description, code: RunError(error).exitCode) }
    if let trouble = try environment.agree(trouble) { return trouble.code }
    guard let (problem, data) = made else { return 1 }

    func serve<O: Objective<Element>>(_ objective: O) throws {
      let role = WorkerRole(
        worker: worker, of: problem.scheme, source: problem.source(objective, data: data))
      var loop = WorkerLoop(
        role, modelLength: objective.dimension, parts: problem.scheme.parts,
        lateWork: problem.lateWork, delays: problem.delays)
      try loop.run()
    }
    do { try serve(problem.objective) } catch {
      // Half a job must not hang.
      PGCTrain.complain("rank \(worker + 1): \(RunError(error).description)")
      MPIEnvironment.abort(code: 1)
      return 1
    }
    environment.end()
    return 0
  }
}
