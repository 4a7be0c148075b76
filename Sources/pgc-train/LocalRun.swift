import Cluster
import Coding
import Experiments
import Foundation
import Kernels
import Learning

/// Runs in this process: in virtual time, or again from a record.
enum LocalRun<Element: Scalar> {
  static func virtual(_ job: Job) throws -> Int32 {
    try run(job, clock: .virtual) { problem, session in
      func train<O: Objective<Element>>(_ objective: O) throws {
        let data = try problem.loadAll()
        session.reuse(data)
        let source = problem.source(objective, data: data)
        var cluster = VirtualCluster(
          problem.scheme, source: source, timing: problem.timing, threads: threads(job))
        defer { cluster.shutdown() }
        try session.train(on: &cluster)
      }
      try train(problem.objective)
    }
  }

  static func replay(_ job: Job, record: String) throws -> Int32 {
    let rows = try ArrivalsFile.read(record + "/arrivals.csv")
    return try run(job, clock: .virtual) { problem, session in
      func train<O: Objective<Element>>(_ objective: O) throws {
        let data = try problem.loadAll()
        session.reuse(data)
        let source = problem.source(objective, data: data)
        var cluster = ReplayCluster(rows, problem.scheme, source: source, threads: threads(job))
        defer { cluster.shutdown() }
        try session.train(on: &cluster)
      }
      try train(problem.objective)
    }
  }

  private static func run(
    _ job: Job, clock: RunClock, _ train: (Problem<Element>, RunSession<Element>) throws -> Void
  ) throws -> Int32 {
    useBLASThreads(1)
    let problem = try Problem<Element>(job.configuration)
    let folder = try job.makeFolder()
    let session = try RunSession(problem, folder: folder, clock: clock)
    var failure: (any Error)?
    do { try train(problem, session) } catch { failure = error }
    let report = try session.finish(failure: failure)
    if let failure { throw failure }
    if !job.quiet { print(report) }
    return 0
  }

  private static func threads(_ job: Job) -> Int {
    job.configuration.threads > 0
      ? job.configuration.threads : ProcessInfo.processInfo.activeProcessorCount
  }
}
