import Coding
import Expectations
import Randomness
import Testing

@Suite struct ErasureHeadTests {
  /// f_i = ½ (x − b_i)², b = (1, 2, 3, 6), η = ½: the model after each of four sets of results.
  private func trace(scaling: String) throws -> [Double] {
    let code = try CodeUnderTest(
      "agc", workers: 4, stragglers: 2, [("copies", "2"), ("scaling", scaling)])
    let centers = [1.0, 2, 3, 6]
    var x = 0.0
    return try [[0, 1], [0, 2], [2, 3], [1, 3]].map { received in
      let parts = try code.decoded(from: received)
      x -= 0.5 * zip(parts, centers).reduce(0) { $0 + $1.0 * (x - $1.1) / 4 }
      return x
    }
  }

  @Test func originalTrace() throws {
    let expected = [0.375, 1.6875, 2.390625, 2.6953125]
    #expect(distance(try trace(scaling: "original"), expected) < 1e-14)
  }

  @Test func unbiasedTrace() throws {
    let expected = [0.45, 1.98, 2.736, 2.8944]
    #expect(distance(try trace(scaling: "unbiased"), expected) < 1e-14)
  }

  @Test(arguments: [(30, 2, 11), (30, 3, 11), (30, 3, 15), (30, 5, 11), (4, 2, 2)])
  func recoveryAgreesWithLemma2(n: Int, c: Int, r: Int) throws {
    let moments = try ErasureHeadMoments(blocks: n, workers: n, load: c, results: r)
    let code = try CodeUnderTest(
      "agc", workers: n, stragglers: n - r, [("copies", "\(c)"), ("scaling", "unbiased")])
    let weights = try code.weights(from: Array(0..<r))
    for weight in weights { #expect(abs(weight.value * moments.recovery - 1) < 1e-12) }
  }

  /// E[Y] = 1 − p and E[Y_i Y_j] = 1 − q over all sets of r workers.
  @Test(arguments: [(6, 2, 2), (6, 3, 2), (8, 2, 3), (9, 3, 4), (12, 2, 4)])
  func momentsByEnumeration(n: Int, c: Int, r: Int) throws {
    let moments = try ErasureHeadMoments(blocks: n, workers: n, load: c, results: r)
    let code = try CodeUnderTest("agc", workers: n, stragglers: n - r, [("copies", "\(c)")])
    var (first, pair) = (0.0, 0.0)
    let sets = StragglerPatterns.all(r, of: n)
    for received in sets {
      let parts = try code.decoded(from: received)
      first += parts[0]
      pair += parts[0] * parts[n - 1]
    }
    #expect(abs(first / Double(sets.count) - moments.recovery) < 1e-12)
    #expect(abs(pair / Double(sets.count) - (1 - moments.pairMissing)) < 1e-12)
  }

  @Test(arguments: [(30, 2, 11), (30, 3, 15)])
  func momentsByChance(n: Int, c: Int, r: Int) throws {
    let moments = try ErasureHeadMoments(blocks: n, workers: n, load: c, results: r)
    let code = try CodeUnderTest("agc", workers: n, stragglers: n - r, [("copies", "\(c)")])
    var stream = Stream(seed: 5, for: .synthetic)
    var (first, pair) = (RunningMean(), RunningMean())
    for _ in 0..<4000 {
      let order = stream.permutation(n)
      let parts = try code.decoded(from: Array(order.prefix(r)))
      first.add(parts[0])
      pair.add(parts[0] * parts[n - 1])
    }
    #expect(first.deviation(from: moments.recovery) < 3)
    #expect(pair.deviation(from: 1 - moments.pairMissing) < 3)
  }

  @Test func closesOnceEveryGroupHasAnswered() throws {
    let code = try CodeUnderTest("agc", workers: 6, stragglers: 1, [("copies", "3")])
    let weights = try code.weights(from: [4, 5, 1, 0, 2])
    #expect(weights.map(\.place).sorted() == [1, 4])
    #expect(try code.error(from: [4, 5, 1, 0, 2]) == 0)
  }

  @Test func copiesMustDivide() throws {
    let error = #expect(throws: (any Error).self) {
      try CodeUnderTest("agc", workers: 12, stragglers: 1, [("copies", "5")])
    }
    #expect("\(error.map { "\($0)" } ?? "")".hasSuffix("c may be 1, 2, 3, 4, 6, 12"))
  }
}
