import Clusters
import Coding
import TestSupport
import Testing
import Training

/// Published asynchronous methods on one-dimensional quadratics, worked out arrival by arrival.
///
/// P3: h = (1, 2, 3), b = (1, 2, 6), seconds 1, 1.7, 2.9, from x = 0 with η = 0.1; the optimum is 23/6.
@Suite struct AsynchronousTraceTests {
  static let p3 = Quadratic(
    hessians: [[1], [2], [3]], centers: [[1], [2], [6]])
  static let p4 = Quadratic(centers: [1, 2, 3, 6])

  static func run(
    _ scheme: any Scheme, _ source: Quadratic, seconds: [Double], steps: Int,
    stepSize: Double = 0.1
  ) throws -> (times: [Double], models: [Double]) {
    let run = try Rehearsal(
      scheme, source, delays: ScriptedDelays(seconds: seconds), steps: steps, stepSize: stepSize
    ).run()
    return (run.records.map(\.time), run.models.map { $0[0] })
  }

  private func expect(
    _ found: (times: [Double], models: [Double]), times: [Double], models: [Double]
  ) {
    #expect(found.times.count == models.count)
    for (a, b) in zip(found.times, times) { #expect(abs(a - b) < 1e-9, "\(found.times)") }
    for (a, b) in zip(found.models, models) { #expect(abs(a - b) < 5e-7, "\(found.models)") }
  }

  @Test func ringmasterAlgorithm4() throws {
    expect(
      try Self.run(
        makeScheme("ringmaster", workers: 3, [("threshold", "2"), ("algorithm", "4")]), Self.p3,
        seconds: [1, 1.7, 2.9], steps: 8),
      times: [1, 1.7, 2, 3, 4, 5, 6, 6.8],
      models: [0.1, 0.5, 0.59, 0.631, 0.6679, 0.70111, 0.730999, 0.990777])
  }

  @Test func ringmasterAlgorithm5() throws {
    expect(
      try Self.run(
        makeScheme("ringmaster", workers: 3, [("threshold", "2"), ("algorithm", "5")]), Self.p3,
        seconds: [1, 1.7, 2.9], steps: 8),
      times: [1, 1.7, 2, 3, 4, 4.7, 5, 6],
      models: [0.1, 0.5, 0.59, 0.631, 0.6679, 0.9417, 0.97491, 0.977419])
  }

  @Test func ringmasterWithoutAThresholdIsAsynchronousSGD() throws {
    expect(
      try Self.run(
        makeScheme("ringmaster", workers: 3, [("threshold", "1000")]), Self.p3,
        seconds: [1, 1.7, 2.9], steps: 8),
      times: [1, 1.7, 2, 2.9, 3, 3.4, 4, 5],
      models: [0.1, 0.5, 0.59, 2.39, 2.431, 2.731, 2.5879, 2.42911])
  }

  /// With blocks that are unlike, fast workers count more: Σ (b_i/τ_i) / Σ (1/τ_i), not the mean 3.
  @Test func asynchronousSGDIsBiased() throws {
    let seconds = [1, 1.7, 2.9, 5.3]
    let found = try Self.run(
      makeScheme("ringmaster", workers: 4, [("threshold", "100000")]), Self.p4, seconds: seconds,
      steps: 60_000, stepSize: 0.002)
    let tail = found.models.suffix(10_000)
    let limit =
      zip([1.0, 2, 3, 6], seconds).map { $0 / $1 }.reduce(0, +)
      / seconds.map { 1 / $0 }.reduce(0, +)
    #expect(abs(tail.reduce(0, +) / Double(tail.count) - limit) < 0.01)
  }

  @Test func rennala() throws {
    expect(
      try Self.run(
        makeScheme("rennala", workers: 3, [("batch", "3")]), Self.p3, seconds: [1, 1.7, 2.9],
        steps: 4),
      times: [2, 4, 6, 8], models: [0.2, 0.373333, 0.523556, 0.653748])
  }

  @Test func strictRennalaTakesOneResultMore() throws {
    let strict = try Self.run(
      makeScheme("rennala", workers: 3, [("batch", "2"), ("strict", "yes")]), Self.p3,
      seconds: [1, 1.7, 2.9], steps: 4)
    let loose = try Self.run(
      makeScheme("rennala", workers: 3, [("batch", "3")]), Self.p3, seconds: [1, 1.7, 2.9],
      steps: 4)
    #expect(strict.times == loose.times)
    #expect(strict.models == loose.models)
  }

  /// The table is filled at x = 0 in a first step that takes no time and leaves the model.
  @Test(
    arguments: [
      (
        p3, [1, 1.7, 2.9], [1, 1.7, 2, 2.9, 3, 3.4, 4, 5, 5.1, 5.8],
        [
          0.766667, 1.533333, 2.274444, 3.015556, 3.706407, 4.295037, 4.835935, 5.339181, 5.658314,
          5.675892,
        ]
      ),
      (
        p4, [1, 1.7, 2.9, 5.3], [1, 1.7, 2, 2.9, 3, 3.4],
        [0.3, 0.6, 0.8925, 1.185, 1.462688, 1.725375]
      ),
    ] as [(Quadratic, [Double], [Double], [Double])])
  func incrementalAggregated(
    source: Quadratic, seconds: [Double], times: [Double], models: [Double]
  ) throws {
    var rehearsal = Rehearsal(
      try makeScheme("ia2sgd", workers: seconds.count), source,
      delays: ScriptedDelays { worker, step in step == 0 ? 0 : seconds[worker] },
      steps: models.count + 1, stepSize: 0.1)
    rehearsal.heldSteps = 1
    let run = try rehearsal.run()
    expect(
      (run.records.dropFirst().map(\.time), run.models.dropFirst().map { $0[0] }), times: times,
      models: models)
  }

  /// Its limit has no bias, whoever is slow.
  @Test func incrementalAggregatedIsExact() throws {
    let found = try Self.run(
      makeScheme("ia2sgd", workers: 4), Self.p4, seconds: [1, 1.7, 2.9, 5.3], steps: 3000,
      stepSize: 0.05)
    #expect(abs(found.models[2999] - 3) < 1e-9)
  }

  /// By hand, weights 1/3, 1/3, 1/2, 1/3 a round: 0.1/3; + 0.4/3; + 0.05 (1 − 0.1/3); + 1.8/3, at 2.9 s, where
  /// worker 1 begins anew.
  @Test(
    arguments: [
      (
        [], [0.033333, 0.166667, 0.215, 0.815, 0.821167, 0.900167, 0.909108, 1.427608, 1.413355]
      ),
      (
        [("repeats", "scaled")],
        [0.033333, 0.166667, 0.182778, 0.782778, 0.790019, 0.871167, 0.874666, 1.396389, 1.383176]
      ),
    ] as [([(String, String)], [Double])])
  func throttle(settings: [(String, String)], models: [Double]) throws {
    expect(
      try Self.run(
        makeScheme("throttle", workers: 3, settings), Self.p3, seconds: [1, 1.7, 2.9], steps: 9),
      times: [1, 1.7, 2, 2.9, 3.9, 4.6, 4.9, 5.8, 6.8], models: models)
  }

  /// A large base makes rounds of one result each, which leaves no bias but that of the step size.
  @Test func throttledToOneEach() throws {
    let found = try Self.run(
      makeScheme("throttle", workers: 4, [("base", "1e9")]), Self.p4,
      seconds: [1, 1.7, 2.9, 5.3], steps: 4000, stepSize: 0.02)
    #expect(abs(found.models[3999] - 3) < 0.05)
  }
}
