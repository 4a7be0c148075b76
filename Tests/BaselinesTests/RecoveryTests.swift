import Coding
import Randomness
import TestSupport
import Testing

/// Exact codes give the full gradient, Σ_j a_j B_j = 1ᵀ, whoever is late.
@Suite struct RecoveryTests {
  /// The code, with the messages of those who are not late in random order, step after step.
  private func expectRecovery(
    _ name: String, workers n: Int, stragglers s: Int, late sets: [[Int]], within limit: Double
  ) throws {
    let scheme = try makeScheme(name, workers: n, stragglers: s)
    let probe = GatherProbe(scheme)
    var stream = Stream(seed: 11, for: .synthetic, n, s)
    var worst = 0.0
    for (step, late) in sets.enumerated() {
      let there = StragglerPatterns.others(than: late, of: n)
      let order = stream.permutation(there.count).map { there[$0] }
      let closed = try #require(try probe.collect(step: step, from: order), "late: \(late)")
      worst = max(worst, gap(of: closed.weights, in: scheme))
    }
    #expect(worst < limit, "\(name), s = \(s)")
  }

  @Test(arguments: [("frc", [0, 1, 2, 5]), ("crc", [0, 1, 2, 3, 4, 5])])
  func everySetOfSix(name: String, tolerated: [Int]) throws {
    for s in tolerated {
      try expectRecovery(
        name, workers: 6, stragglers: s, late: StragglerPatterns.all(s, of: 6), within: 1e-10)
    }
  }

  @Test(arguments: ["frc", "crc"], [1, 3, 5, 11])
  func manySetsOfTwentyFour(name: String, stragglers s: Int) throws {
    var stream = Stream(seed: 12, for: .synthetic, s)
    try expectRecovery(
      name, workers: 24, stragglers: s,
      late: StragglerPatterns.random(s, of: 24, sets: 500, using: &stream), within: 1e-9)
  }

  @Test(arguments: ["crc", "uncoded"], [0, 2])
  func closesWithTheLastNeeded(name: String, stragglers s: Int) throws {
    let scheme = try makeScheme(name, workers: 6, stragglers: s)
    let probe = GatherProbe(scheme)
    let needed = name == "crc" ? 6 - s : 6
    #expect(try probe.collect(from: [5, 2, 0, 3, 1, 4])?.taken == needed)
    #expect(try probe.collect(step: 1, from: Array([5, 2, 0, 3, 1, 4].prefix(needed - 1))) == nil)
  }

  @Test(arguments: [1, 2])
  func fewerThanNeededDoNotDecode(stragglers s: Int) throws {
    // The lower bound: no n − s − 1 rows of a code of load s + 1 contain 1 in their span.
    let b = EncodingMatrix(try makeScheme("crc", workers: 6, stragglers: s), step: 0)
    for late in StragglerPatterns.contiguous(s + 1, of: 6) {
      let received = StragglerPatterns.others(than: late, of: 6)
      let a = try LeastSquaresDecoder.solve(b, received: received)
      let rest = b.decoded(a, received: received).map { abs($0 - 1) }.max() ?? 0
      #expect(rest > 1e-6)
    }
  }
}
