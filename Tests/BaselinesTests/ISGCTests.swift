import Coding
import Randomness
import Testing

@Suite struct ISGCTests {
  /// Blocks in the estimate.
  private func recovered(_ name: String, _ n: Int, copies: Int, from workers: [Int]) throws -> Int {
    let code = try CodeUnderTest(
      name, workers: n, stragglers: n - workers.count, [("copies", "\(copies)")])
    return try code.decoded(from: workers).count { $0 != 0 }
  }

  @Test(arguments: [
    ("is-gc-fr", 2, 10.0 / 3), ("is-gc-cr", 2, 8.0 / 3), ("is-gc-fr", 3, 4.0), ("is-gc-cr", 3, 4.0),
  ])
  func meanRecoveryOfFour(name: String, results: Int, expected: Double) throws {
    let sets = StragglerPatterns.all(results, of: 4)
    let total = try sets.reduce(0) { try $0 + recovered(name, 4, copies: 2, from: $1) }
    #expect(abs(Double(total) / Double(sets.count) - expected) < 1e-14)
  }

  @Test(arguments: [
    ("is-gc-cr", 6, 2, [0, 1, 3, 4], 4), ("is-gc-cr", 6, 2, [0, 2, 3, 5], 4),
    ("is-gc-fr", 6, 2, [0, 1, 3, 4], 6), ("is-gc-fr", 6, 2, [0, 1, 4, 5], 4),
    ("is-gc-cr", 5, 2, [0, 1, 2, 3, 4], 4), ("is-gc-cr", 7, 3, [0, 1, 2, 3, 4, 5, 6], 6),
  ])
  func examples(name: String, n: Int, copies: Int, from workers: [Int], expected: Int) throws {
    #expect(try recovered(name, n, copies: copies, from: workers) == expected)
  }

  /// Where c divides n, n − c + 1 results recover everything, exactly.
  @Test(arguments: ["is-gc-fr", "is-gc-cr"], [(6, 2), (6, 3), (8, 4), (9, 3), (8, 2)])
  func enoughResultsAreExact(name: String, size: (n: Int, copies: Int)) throws {
    let (n, c) = size
    for s in 0..<c {
      let code = try CodeUnderTest(name, workers: n, stragglers: s, [("copies", "\(c)")])
      for received in StragglerPatterns.all(n - s, of: n) {
        #expect(try code.error(from: received) == 0)
      }
    }
  }

  /// Each chosen message has the weight 1 / share recovered, so the estimate weighs 1 in all.
  @Test(arguments: ["is-gc-fr", "is-gc-cr", "is-gc-hr"]) func dividesByTheShare(name: String) throws
  {
    let code = try CodeUnderTest(name, workers: 8, stragglers: 5)
    let shares = [0.05, 0.2, 0.1, 0.15, 0.05, 0.25, 0.12, 0.08]
    for received in StragglerPatterns.all(3, of: 8) {
      let weights = try code.weights(from: received, shares: shares)
      let parts = code.matrix.decoded(weights.map(\.value), received: weights.map(\.place))
      #expect(abs(zip(parts, shares).reduce(0) { $0 + $1.0 * $1.1 } - 1) < 1e-14)
      #expect(Set(parts.filter { $0 != 0 }).count == 1)
    }
  }

  /// Ties are broken at random: over sets and steps each block has the mean weight 1.
  @Test(arguments: [
    ("is-gc-cr", 6, 2, 2), ("is-gc-fr", 6, 2, 3), ("is-gc-cr", 7, 3, 2), ("is-gc-cr", 5, 2, 0),
  ])
  func unbiased(name: String, n: Int, copies: Int, s: Int) throws {
    let code = try CodeUnderTest(name, workers: n, stragglers: s, [("copies", "\(copies)")])
    var stream = Stream(seed: 2, for: .synthetic)
    var samples = Array(repeating: RunningMean(), count: n)
    for step in 0..<4000 {
      let received = stream.sample(n - s, below: n)
      for (i, part) in try code.decoded(from: received, step: step).enumerated() {
        samples[i].add(part)
      }
    }
    for sample in samples { #expect(sample.deviation(from: 1) < 3.5, "\(sample)") }
  }

  @Test func tiesFollowSeedAndStep() throws {
    func choices(_ seed: UInt64) throws -> [[Int]] {
      let code = try CodeUnderTest("is-gc-cr", workers: 7, [("copies", "3")], seed: seed)
      return try (0..<40).map {
        try code.weights(from: Array(0..<7), step: $0).map(\.place).sorted()
      }
    }
    #expect(try choices(1) == choices(1))
    #expect(try choices(1) != choices(2))
    #expect(try Set(choices(1)).count == 7)
  }
}
