import Baselines
import Coding
import Randomness
import Settings
import Testing

@Suite struct ExpanderCodeTests {
  /// ‖aB − 1‖ ≤ (λ/δ) √(n s / (n − s)), whoever is late.
  @Test(arguments: [(12, 3), (13, 4), (24, 3), (24, 6)])
  func bound(n: Int, degree: Int) throws {
    for s in [0, 1, 2, 3, n / 3, n / 2] {
      let code = try CodeUnderTest(
        "expander", workers: n, stragglers: s, [("degree", "\(degree)")], seed: 3)
      let scheme = try #require(code.scheme as? ExpanderCode)
      var stream = Stream(seed: 8, for: .synthetic, n, s)
      let sets =
        s <= 2
        ? StragglerPatterns.all(n - s, of: n)
        : StragglerPatterns.random(n - s, of: n, sets: 200, using: &stream)
      for received in sets {
        let error = try code.error(from: received).squareRoot()
        #expect(error <= scheme.residualBound * (1 + 1e-6) + 1e-12)
      }
    }
  }

  /// The complete graph on four vertices meets the bound: 2/(3√3).
  @Test func completeGraph() throws {
    let code = try CodeUnderTest("expander", workers: 4, stragglers: 1, [("degree", "3")])
    let parts = try code.decoded(from: [1, 2, 3])
    #expect(distance(parts, [4.0 / 3, 8.0 / 9, 8.0 / 9, 8.0 / 9]) < 1e-14)
    let scheme = try #require(code.scheme as? ExpanderCode)
    #expect(abs(distance(parts, [1, 1, 1, 1]) - scheme.residualBound) < 1e-9)
  }

  @Test func rowsAreNeighborsWithoutOneself() throws {
    let code = try CodeUnderTest("expander", workers: 10, stragglers: 1)
    for worker in 0..<10 {
      #expect(code.matrix.support(ofRow: worker).count == 3)
      #expect(code.matrix[worker, worker] == 0)
      for other in 0..<10 { #expect(code.matrix[worker, other] == code.matrix[other, worker]) }
      #expect(abs(code.matrix.row(worker).reduce(0, +) - 1) < 1e-15)
    }
    #expect(try code.error(from: [0, 1, 2, 3, 4, 5, 6, 7, 8]) > 0)
  }

  /// 3-regular graphs on 24 vertices have λ ≥ about 2√2 / 3 = 0.94; the best of eight is near it.
  @Test func theBestOfSeveralGraphs() throws {
    let one = try CodeUnderTest("expander", workers: 24, [("draws", "1")], seed: 5)
    let eight = try CodeUnderTest("expander", workers: 24, seed: 5)
    let first = try #require(one.scheme as? ExpanderCode)
    let best = try #require(eight.scheme as? ExpanderCode)
    #expect(best.spectralRatio <= first.spectralRatio)
    #expect(best.spectralRatio < 0.96)
    #expect(best.waitsFor.contains("λ/δ = 0."))
  }

  @Test(arguments: [
    (7, 3, "may be 2, 4"), (8, 8, "may be"), (1, 3, "at least 2 workers"), (6, 0, "may be"),
  ])
  func namesDegrees(n: Int, degree: Int, part: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try CodeUnderTest("expander", workers: n, [("degree", "\(degree)")])
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }
}
