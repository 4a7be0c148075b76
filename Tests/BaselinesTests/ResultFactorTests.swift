import Coding
import TestSupport
import Testing

@testable import Baselines

/// Asynchronous SGD and the methods that differ from it in the step size alone, arrival by arrival.
@Suite struct ResultFactorTests {
  @Test(
    arguments: [
      ("asgd", [], 0.1, [0.1, 0.5, 0.59, 2.39, 2.431, 2.731, 2.5879, 2.42911]),
      (
        "delay-adaptive", [("rule", "capped")], 0.1,
        [0.1, 0.5, 0.59, 2.39, 2.431, 2.731, 2.5879, 2.42911]
      ),
      (
        "delay-adaptive", [], 0.1,
        [0.1, 0.3, 0.345, 0.795, 0.82775, 0.91275, 0.921362, 0.929226]
      ),
      (
        "delay-adaptive", [("rule", "threshold"), ("concurrency", "1"), ("limit", "0.8333333333")],
        0.1, [0.1, 0.5, 0.59, 1.089999, 1.130999, 1.214333, 1.201233, 1.18111]
      ),
      (
        "rescaled-asgd", [("times", "1+1.7+2.9")], 0.3,
        [0.034483, 0.268966, 0.302259, 2.102259, 2.126319, 2.329268, 2.29043, 2.245932]
      ),
      (
        "inverse-count", [], 0.1,
        [0.033333, 0.3, 0.348333, 2.748333, 2.784537, 3.124537, 3.020439, 2.912682]
      ),
    ] as [(String, [(String, String)], Double, [Double])])
  func trace(name: String, settings: [(String, String)], stepSize: Double, models: [Double]) throws
  {
    try Traces.run(makeScheme(name, workers: 3, settings), stepSize: stepSize)
      .expect(times: Traces.arrivalsOfP3, models: models)
  }

  /// Where they go with small steps when blocks are unlike; the optimum is 3.
  @Test(
    arguments: [
      ("asgd", [], 2.046916, 0.002), ("delay-adaptive", [], 1.4622, 0.002),
      ("rescaled-asgd", [("times", "1+1.7+2.9+5.3")], 2.99971, 0.004),
      ("rescaled-asgd", [], 3, 0.004),
      ("inverse-count", [], 2.9992, 0.002),
      ("assigned-asgd", [], 3, 0.002), ("assigned-asgd", [("order", "random")], 3, 0.002),
    ] as [(String, [(String, String)], Double, Double)])
  func limit(name: String, settings: [(String, String)], limit: Double, stepSize: Double) throws {
    let found = try Traces.run(
      makeScheme(name, workers: 4, settings), Traces.p4, seconds: Traces.secondsOfP4,
      steps: 40_000, stepSize: stepSize)
    let slack = name == "assigned-asgd" ? 0.05 : 0.01
    #expect(abs(found.tail(20_000) - limit) < slack, "\(found.tail(20_000))")
  }

  @Test func jobsInLine() throws {
    try Traces.run(AssignedJobs(workers: 3, draws: .given([2, 0, 1, 1, 2, 0, 0, 1])))
      .expect(
        times: [1, 1.7, 2.7, 2.9, 4.4, 5.8, 6.1, 6.8],
        models: [0.1, 0.5, 0.55, 2.35, 2.64, 4.41, 4.34, 3.999])
  }

  /// Jobs of a lost worker are done by others, and none is forgotten.
  @Test func jobsOfALostWorker() {
    var gather = AssignedJobs(workers: 2, draws: .given([1])).makeGather(shares: [0.5, 0.5])
    gather.open(step: 0, at: 0)
    #expect(gather.choice(for: 0, version: 0) == .model(0))
    #expect(gather.choice(for: 1, version: 0) == .model(0))
    #expect(gather.add(Arrival(worker: 0, version: 0, time: 1)) == .closes)
    gather.open(step: 1, at: 1)
    #expect(gather.choice(for: 0, version: 1) == .wait)
    #expect(gather.oldestVersion == 0)
  }
}
