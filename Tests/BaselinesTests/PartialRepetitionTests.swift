import Clusters
import Coding
import Settings
import TestSupport
import Testing
import Training

/// Codes for partial stragglers: layout, stopping, and what slowness costs.
@Suite struct PartialRepetitionTests {
  private func held(_ scheme: any Scheme, part: Int) -> [[Int]] {
    (0..<scheme.workers).map { worker in
      scheme.terms(worker: worker, step: 0).filter { $0.part == part }.map(\.block)
    }
  }

  @Test func layoutOfTheExample() throws {
    let cyclic = try makeScheme("partial-crc", workers: 4, stragglers: 1, [("p", "4")])
    let fractional = try makeScheme("partial-frc", workers: 4, stragglers: 1, [("p", "4")])
    for scheme in [cyclic, fractional] {
      #expect(scheme.blocks == 12)
      #expect(held(scheme, part: 0) == [[0, 1], [2, 3], [4, 5], [6, 7]])
      #expect(scheme.waitsFor.contains("up to 2.0 times slower"))
    }
    #expect(held(cyclic, part: 1) == [[8, 9], [9, 10], [10, 11], [11, 8]])
    #expect(held(fractional, part: 1) == [[8, 9], [8, 9], [10, 11], [10, 11]])
  }

  @Test func bothConditionsInEitherOrder() throws {
    var state = makeGather(try makeScheme("partial-frc", workers: 4, stragglers: 1))
    func add(_ worker: Int, _ part: Int) -> Verdict {
      state.add(Arrival(worker: worker, version: 0, part: part, time: 0))
    }
    state.open(step: 0, at: 0)
    for (worker, part) in [(0, 0), (0, 1), (3, 0), (3, 1), (1, 0)] {
      #expect(add(worker, part) == .counted)
    }
    #expect(add(2, 0) == .closes)
    state.open(step: 0, at: 0)
    for (worker, part) in [(0, 0), (1, 0), (2, 0), (3, 0), (3, 1)] {
      #expect(add(worker, part) == .counted)
    }
    #expect(add(1, 1) == .closes)
  }

  @Test(arguments: ["partial-crc", "partial-frc"])
  func moreSecondMessagesThanNeeded(name: String) throws {
    let scheme = try makeScheme(name, workers: 6, stragglers: 1)
    var state = makeGather(scheme)
    state.open(step: 0, at: 0)
    func add(_ worker: Int, _ part: Int) -> Verdict {
      state.add(Arrival(worker: worker, version: 0, part: part, time: 0))
    }
    // Everyone's second message is there before the last first one.
    for worker in 0..<5 {
      #expect(add(worker, 0) == .counted)
      #expect(add(worker, 1) == .counted)
    }
    #expect(add(5, 0) == .closes)
    var weights: [Weight] = []
    try state.close(into: &weights)
    #expect(gap(of: weights, in: scheme) < 1e-9)

    state.open(step: 1, at: 1)
    for worker in 0..<6 where worker != 2 {
      _ = state.add(Arrival(worker: worker, version: 1, part: 0, time: 1))
    }
    for worker in 0..<6 { _ = state.add(Arrival(worker: worker, version: 1, part: 1, time: 1)) }
    #expect(state.add(Arrival(worker: 2, version: 1, part: 0, time: 1)) == .closes)
    weights = []
    try state.close(into: &weights)
    #expect(gap(of: weights, in: scheme) < 1e-9)
  }

  /// Seconds in proportion to the load, worker 1 `factor` times slower.
  private struct Slow: DelayModel {
    let factor: Double
    func seconds(worker: Int, step: Int, load: Double) -> Double {
      load * (worker == 1 ? factor : 3)
    }
  }

  @Test(arguments: ["partial-crc", "partial-frc"])
  func slownessUpToTheBoundCostsNothing(name: String) throws {
    // A block is a third of an uncoded worker's part. α = p / (p − s − 1) = 2: worker 1 has sent its two blocks' sum when the rest has done four.
    let scheme = try makeScheme(name, workers: 4, stragglers: 1, [("p", "4")])
    let source = Quadratic.random(blocks: 12, dimension: 2)
    for (factor, seconds) in [(1.0, 4.0), (2, 4), (2.5, 5)] {
      let run = try Rehearsal(scheme, source, delays: Slow(factor: 3 * factor), steps: 5).run()
      #expect(run.records.allSatisfy { abs($0.waited - seconds) < 1e-12 })
    }
  }

  @Test func namesWhatExists() {
    for (name, settings) in [
      ("partial-frc", []), ("partial-crc", [("p", "5")]), ("partial-crc", [("p", "x")]),
    ] as [(String, [(String, String)])] {
      #expect(throws: ConfigurationError.self) {
        try makeScheme(name, workers: 12, stragglers: 4, settings)
      }
    }
  }
}
