import Clusters
import Coding
import Foundation
import Randomness
import TestSupport
import Testing

/// MindFlayer and Vecna: trials that end after their time.
@Suite struct TimedTrialsTests {
  private func run(_ name: String, _ settings: [(String, String)], seconds: [Double], steps: Int)
    throws -> Traces.Run
  {
    try Traces.run(
      makeScheme(name, workers: seconds.count, settings), seconds: seconds, steps: steps)
  }

  /// Workers 0 and 1 hit twice, worker 2 never: Σ over blocks 0 and 1 of 2 g / B with B = 2.
  @Test func whoIsTooSlowIsLeftOut() throws {
    let found = try run(
      "vecna", [("trials", "2"), ("seconds", "2")], seconds: [1, 1.5, 9], steps: 1)
    // Two trials of worker 2 are ended after 2 s each.
    #expect(abs(found.times[0] - 4) < 1e-9)
    #expect(abs(found.models[0] - 0.1 * (1 + 4) / 3) < 1e-12)
    let other = try run(
      "mindflayer", [("trials", "2"), ("seconds", "2"), ("chances", "1+1+0.5")],
      seconds: [1, 1.5, 9], steps: 1)
    #expect(abs(other.times[0] - 4) < 1e-9)
    #expect(abs(other.models[0] - 0.1 * (2 * 1 + 2 * 4) / (2 + 2 + 1)) < 1e-12)
  }

  /// Trials that all hit are synchronous gradient descent.
  @Test func withoutALimit() throws {
    try run("vecna", [("trials", "1+2+1")], seconds: Traces.secondsOfP3, steps: 3).expect(
      times: [3.4, 6.8, 10.2], models: [0.766667, 1.38, 1.870667])
  }

  /// A time of its own for every trial: with heavy tails, seconds a result are those of the formula
  /// t̄ = E min(T, t) / P(T ≤ t), 0.2909 for Pareto times of exponent 1.1 from 0.1 and a limit of 0.3.
  @Test func heavyTails() throws {
    let delays = ScriptedDelays { worker, draw in
      var stream = Stream(seed: 3, for: .delay, draw, worker)
      return 0.1 * pow(stream.uniform(), -1 / 1.1)
    }
    let chance = 1 - pow(1.0 / 3, 1.1)
    let scheme = try makeScheme(
      "vecna", workers: 1, [("trials", "1000"), ("seconds", "0.3"), ("chances", "\(chance)")])
    let found = Traces.Run(
      try Rehearsal(
        scheme, Quadratic(centers: [1]), delays: delays, steps: 20, stepSize: 0.1
      ).run())
    let secondsOfAResult = found.times[19] / (20_000 * chance)
    #expect(abs(secondsOfAResult - 0.2909) < 0.005)
    // The first model is 0.1 · hits / (p B).
    #expect(abs(found.models[0] - 0.1) < 0.01)
  }

  /// Nothing came in time: the round is made again, and no step is made of nothing.
  @Test func aRoundWithoutAHit() throws {
    let delays = ScriptedDelays { _, draw in draw >> 32 < 3 ? 9 : 1 }
    let scheme = try makeScheme("mindflayer", workers: 2, [("seconds", "2")])
    let found = Traces.Run(
      try Rehearsal(scheme, Quadratic(centers: [1, 1]), delays: delays, steps: 1).run())
    #expect(found.times == [7])
  }
}
