import Clusters
import Coding
import Datasets
import Foundation
import Kernels
import Learning
import Runs
import Training

/// Runs in this process: in virtual time, or again from a record.
enum LocalRun<Element: Scalar> {
  static func virtual(_ job: Job) throws -> Int32 {
    try run(job, clock: .virtual) { problem, session in
      func train<O: Objective<Element>>(_ objective: O) throws {
        let data = try problem.loadAll()
        session.reuse(data)
        let source = problem.source(objective, data: data)
        var cluster = VirtualCluster(
          problem.scheme, source: source, timing: problem.timing, link: problem.link,
          threads: threads(job))
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
    let problem = try Problem<Element>(try calibrated(job.configuration))
    let folder = try job.makeFolder()
    let session = try RunSession(problem, folder: folder, clock: clock)
    var failure: (any Error)?
    do { try train(problem, session) } catch { failure = error }
    let report = try session.finish(failure: failure, draws: job.draws)
    if !job.quiet { print(report) }
    return 0
  }

  /// The configuration with `--compute measure` replaced by what this machine takes, so that the
  /// record repeats the run on any machine.
  private static func calibrated(_ given: RunConfiguration) throws -> RunConfiguration {
    guard try ComputeModel(given.compute) == .measured else { return given }
    let problem = try Problem<Element>(given)
    func seconds<O: Objective<Element>>(_ objective: O) throws -> Double {
      let source = problem.source(objective, data: try problem.load(blocks: [0]))
      let model = problem.makeModel()
      var gradient = Vector<Element>(repeating: 0, count: source.messageLength)
      // The least of several: what disturbs a measurement only makes it longer.
      return (0..<7).map { _ in
        let took = ContinuousClock().measure {
          var g = gradient.mutableSpan
          _ = source.evaluate(block: 0, step: 0, at: model.span, into: &g, while: { true })
        }
        return took / .seconds(1)
      }.min() ?? 0
    }
    var configuration = given
    let samples = given.batch == 0 ? problem.split.sizes[0] : given.batch / problem.scheme.blocks
    let each = try seconds(problem.objective) / Double(max(1, samples))
    configuration.compute = ComputeModel.perSample(seconds: each).description
    return configuration
  }

  private static func threads(_ job: Job) -> Int {
    job.configuration.threads > 0
      ? job.configuration.threads : ProcessInfo.processInfo.activeProcessorCount
  }
}
