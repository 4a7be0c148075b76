public import Clusters
import Coding
import Foundation
public import Kernels
public import Training

/// Runs in this process: in virtual time, or again from a record.
public enum LocalRun<Element: Scalar> {
  /// Trains in virtual time.
  /// - Returns: The summary as text.
  public static func virtual(_ request: RunRequest) throws -> String {
    try run(request) { problem, session in
      var cluster = VirtualCluster(
        problem.scheme, source: try wholeSource(problem), timing: problem.timing,
        link: problem.link, absences: problem.arrangement.absences,
        threads: threads(problem.configuration))
      defer { cluster.shutdown() }
      try session.train(on: &cluster)
    }
  }

  /// Trains again, by the journal of an earlier run.
  /// - Parameter clock: Whose seconds the journal has.
  /// - Returns: The summary as text.
  public static func replay(
    _ request: RunRequest, of rows: [JournalRow], clock: RunClock = .virtual
  ) throws -> String {
    try run(request, suffix: "-replay", clock: clock) { problem, session in
      var cluster = ReplayCluster(
        rows, problem.scheme, source: try wholeSource(problem),
        threads: threads(problem.configuration))
      defer { cluster.shutdown() }
      try session.train(on: &cluster)
    }
  }

  private static func run(
    _ request: RunRequest, suffix: String = "", clock: RunClock = .virtual,
    _ train: (Problem<Element>, RunSession<Element>) throws -> Void
  ) throws -> String {
    useBLASThreads(1)
    let problem = try Problem<Element>(try calibrated(request.configuration))
    let session = try RunSession(problem, request, suffix: suffix, clock: clock)
    var failure: (any Error)?
    do { try train(problem, session) } catch { failure = error }
    return try session.finish(failure: failure, draws: request.draws)
  }

  /// Trains in virtual time without files.
  /// - Returns: The last model.
  public static func train<V: TrainingObserver & ~Copyable>(
    _ problem: Problem<Element>, observer: inout V
  ) throws -> Vector<Element> where V.Element == Element {
    useBLASThreads(1)
    let secants = try problem.makeSecantTable()
    var optimizer = try problem.makeOptimizer(secants)
    var estimator = try problem.makeEstimator(secants)
    var model = problem.workload.makeModel()
    var cluster = VirtualCluster(
      problem.scheme, source: try wholeSource(problem), timing: problem.timing, link: problem.link,
      absences: problem.arrangement.absences, threads: threads(problem.configuration))
    defer { cluster.shutdown() }
    try Training.train(
      &model, by: problem.scheme, lateWork: problem.lateWork, shares: problem.workload.shares,
      on: &cluster, with: &optimizer, estimator: &estimator,
      steps: 0..<problem.configuration.steps, lostBlocks: problem.lostBlocks, observer: &observer)
    return model
  }

  private static func wholeSource(_ problem: Problem<Element>) throws
    -> any GradientSource<Element>
  { try problem.source(blocks: Array(0..<problem.scheme.blocks)) }

  /// The configuration with `--compute measure` replaced by what this machine takes, so that the
  /// record repeats the run on any machine.
  private static func calibrated(_ given: RunConfiguration) throws -> RunConfiguration {
    guard try ComputeModel(given.compute) == .measured else { return given }
    let workload = try Problem<Element>(given).workload
    let source = try workload.source(blocks: [0])
    let model = workload.makeModel()
    var gradient = Vector<Element>(repeating: 0, count: source.gradientLength)
    // The least of several: what disturbs a measurement only makes it longer.
    var seconds = Double.infinity
    for _ in 0..<7 {
      let took = try ContinuousClock().measure {
        var g = gradient.mutableSpan
        _ = try source.evaluate(block: 0, draw: 0, at: model.span, into: &g, while: { true })
      }
      seconds = min(seconds, took / .seconds(1))
    }
    var configuration = given
    let each = seconds / Double(max(1, workload.samplesOfTask[0]))
    configuration.compute = ComputeModel.perSample(seconds: each).description
    return configuration
  }

  private static func threads(_ configuration: RunConfiguration) -> Int {
    configuration.threads > 0
      ? configuration.threads : ProcessInfo.processInfo.activeProcessorCount
  }
}
