import Clusters
import Coding
import Glibc
import Randomness
import TestSupport
import Testing
import Training

/// What the hybrid gains over `pgc` and `pgc-fr`, with exponential delays, whole and with dead workers.
@Suite struct HybridComparisonTests {
  private let source = Quadratic.random(blocks: 12, dimension: 3, seed: 4)

  private struct Outcome {
    var steps: Int
    var seconds: Double
    var meanStaleness: Double
  }

  /// A run until the model stays within 1e-6 of the optimum; nil where it does not.
  private func outcome(
    _ name: String, stragglers s: Int, _ settings: [(String, String)] = [], dead: Set<Int>
  ) throws -> Outcome? {
    let delays = ScriptedDelays { worker, step in
      if dead.contains(worker) { return .infinity }
      var stream = Stream(seed: 3, for: .delay, worker, step)
      return 0.5 - log(stream.uniform())
    }
    let scheme = try makeScheme(name, workers: 12, stragglers: s, settings)
    let run = try Rehearsal(scheme, source, delays: delays, steps: 300, stepSize: 0.5).run()
    let best = source.optimum()
    let isNear = run.models.map { x in zip(x, best).allSatisfy { abs($0 - $1) < 1e-6 } }
    let steps = (isNear.lastIndex(of: false) ?? -1) + 1
    guard steps < isNear.count else { return nil }
    let ages = run.records.dropFirst(20).map(\.coverage.meanStaleness)
    return Outcome(
      steps: steps, seconds: run.records[steps].time,
      meanStaleness: ages.reduce(0, +) / Double(ages.count))
  }

  /// With c = 3: a third of the staleness and half the steps of `pgc-fr`, of which every gradient but
  /// one in c is old even where nobody is late; and, waiting for fewer, less time.
  @Test(arguments: [[], [0, 1]] as [Set<Int>])
  func youngerThanPublished(dead: Set<Int>) throws {
    let published = try #require(try outcome("pgc-fr", stragglers: 2, dead: dead))
    let same = try #require(try outcome("pgc-hybrid", stragglers: 2, dead: dead))
    let fewer = try #require(
      try outcome("pgc-hybrid", stragglers: 5, [("copies", "3")], dead: dead))
    #expect(same.meanStaleness < 0.35 * published.meanStaleness)
    #expect(Double(same.steps) < 0.6 * Double(published.steps))
    #expect(fewer.meanStaleness < 0.7 * published.meanStaleness)
    #expect(fewer.seconds < 0.8 * published.seconds)
  }

  @Test func outlivesWorkersThatPGCNeeds() throws {
    #expect(try outcome("pgc", stragglers: 2, [("start", "seen")], dead: []) != nil)
    #expect(try outcome("pgc", stragglers: 2, [("start", "seen")], dead: [0, 1]) == nil)
    #expect(try outcome("pgc-hybrid", stragglers: 2, dead: [0, 1]) != nil)
  }
}
