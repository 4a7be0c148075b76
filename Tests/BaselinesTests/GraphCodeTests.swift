import Baselines
import Coding
import Randomness
import Settings
import Testing

@Suite struct GraphCodeTests {
  @Test func completeGraphOnFourVertices() throws {
    func decoded(_ received: [Int]) throws -> [Double] {
      try CodeUnderTest(
        "graph", workers: 6, stragglers: 6 - received.count, [("graph", "complete")]
      ).decoded(from: received)
    }
    let code = try CodeUnderTest("graph", workers: 6, [("graph", "complete")])
    #expect(code.scheme.blocks == 4)
    #expect(
      (0..<6).map { code.matrix.support(ofRow: $0) } == [
        [0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3],
      ])
    #expect(distance(try decoded([0, 1]), [4.0 / 3, 2.0 / 3, 2.0 / 3, 0]) < 1e-14)
    #expect(distance(try decoded([0, 1, 3]), [1, 1, 1, 0]) < 1e-14)
    #expect(distance(try decoded([0, 1, 2, 3, 4, 5]), [1, 1, 1, 1]) < 1e-14)
  }

  /// aB is the projection of 1 on the rows received: least squares', for any set.
  @Test(arguments: [
    ("random-regular", 24, 3), ("random-regular", 32, 4), ("random-regular", 20, 5),
    ("circulant", 12, 2), ("circulant", 20, 4), ("complete", 15, 5), ("random-regular", 8, 1),
  ])
  func equalsLeastSquares(kind: String, workers m: Int, degree: Int) throws {
    var stream = Stream(seed: 6, for: .synthetic, m, degree)
    for s in 0..<m {
      let code = try CodeUnderTest(
        "graph", workers: m, stragglers: s, [("graph", kind), ("degree", "\(degree)")],
        seed: UInt64(s))
      for received in StragglerPatterns.random(m - s, of: m, sets: 12, using: &stream) {
        let a = try LeastSquaresDecoder.solve(code.matrix, received: received)
        let best = code.matrix.decoded(a, received: received)
        let gap = distance(try code.decoded(from: received), best)
        #expect(gap < 1e-12, "\(received)")
      }
    }
  }

  /// Mean ‖aB − 1‖² a block, where each worker is late with chance p, against measured numbers:
  /// (value, its standard error or the half of its last digit).
  @Test(arguments: [
    (24, 3, 0.1, 9.7e-4, 0.7e-4), (24, 3, 0.2, 8.9e-3, 0.2e-3), (24, 3, 0.3, 3.13e-2, 0.04e-2),
    (32, 4, 0.2, 1.64e-3, 0.05e-3), (32, 4, 0.3, 8.1e-3, 0.15e-3), (36, 3, 0.2, 8.7e-3, 0.2e-3),
    (36, 3, 0.3, 3.08e-2, 0.04e-2), (32, 4, 0.1, 1.2e-4, 0.05e-4), (36, 3, 0.1, 9.3e-4, 0.05e-4),
  ])
  func meanError(workers m: Int, degree: Int, p: Double, expected: Double, uncertainty: Double)
    throws
  {
    var sample = RunningMean()
    for seed in 0..<60 {
      let code = try CodeUnderTest(
        "graph", workers: m, [("degree", "\(degree)")], seed: UInt64(seed))
      let scheme = try #require(code.scheme as? GraphCode)
      var stream = Stream(seed: 6, for: .synthetic, seed)
      for _ in 0..<250 {
        let received = (0..<m).filter { _ in stream.uniform() > p }
        let weights = scheme.weights(received: received)
        let parts = code.matrix.decoded(weights, received: received)
        let error = parts.reduce(0) { $0 + ($1 - 1) * ($1 - 1) }
        sample.add(error / Double(parts.count))
      }
    }
    let spread =
      (sample.standardError * sample.standardError + uncertainty * uncertainty).squareRoot()
    #expect(abs(sample.mean - expected) < 3 * spread, "\(sample.mean) ± \(sample.standardError)")
    #expect(sample.mean > 0.85 * (0..<degree).reduce(1) { product, _ in product * p })
  }

  @Test(arguments: [
    (24, [("degree", "5")], "degree may be 1, 2, 3, 4, 6"),
    (24, [("graph", "complete")], "21, 28, 36"),
    (24, [("graph", "tree")], "random-regular"), (1, [("degree", "3")], "may be 1"),
    (24, [("degree", "0")], "out of range"),
  ])
  func namesGraphs(workers: Int, settings: [(String, String)], part: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try CodeUnderTest("graph", workers: workers, settings)
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }
}
