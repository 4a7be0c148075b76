import Clusters
import Coding
import TestSupport
import Testing
import Training

/// Two of twelve workers never answer: replication reaches the optimum, one copy of a block does not.
@Suite struct DeadWorkersTests {
  private let source = Quadratic.random(blocks: 12, dimension: 3, seed: 4)

  private func distance(
    _ name: String, _ settings: [(String, String)] = [], dead: Set<Int>, steps: Int = 600
  ) throws -> Double {
    let scheme = try makeScheme(name, workers: 12, stragglers: 2, settings)
    let run = try Rehearsal(
      scheme, source, delays: Dead(dead), steps: steps, stepSize: 0.25
    ).run()
    return zip(run.final, source.optimum()).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test(arguments: [[0, 1], [1, 2], [0, 5], [4, 11]] as [Set<Int>])
  func copiesReachTheOptimum(dead: Set<Int>) throws {
    for lateWork in ["pgc-fr", "pgc-hybrid"] {
      #expect(try distance(lateWork, dead: dead) < 1e-10, "\(lateWork)")
    }
  }

  @Test(arguments: [[0, 1], [4, 11]] as [Set<Int>])
  func oneCopyDoesNot(dead: Set<Int>) throws {
    #expect(try distance("pgc", [("start", "seen")], dead: dead) > 0.05)
    #expect(try distance("is-sgd", dead: dead) > 0.05)
    #expect(try distance("pgc-cr", dead: dead) > 0.01)
  }

  @Test func pgcThatWaitsForAllStalls() {
    #expect(throws: TrainingError.self) { try distance("pgc", dead: [3, 7], steps: 2) }
  }

  /// One survivor in a group of c, in time at every step: no block is older than 2c − 2.
  @Test(arguments: [2, 3, 4, 6])
  func theSurvivorKeepsItsGroupYoung(copies c: Int) throws {
    let scheme = try makeScheme("pgc-hybrid", workers: 12, stragglers: c - 1)
    let run = try Rehearsal(
      scheme, source, delays: Dead(Set(0..<c - 1)), steps: 4 * c * c, stepSize: 0.05
    ).run()
    let oldest = run.records.map(\.coverage.maxStaleness).max() ?? 0
    #expect(oldest <= 2 * c - 2)
    #expect(oldest >= c - 1)
  }
}
