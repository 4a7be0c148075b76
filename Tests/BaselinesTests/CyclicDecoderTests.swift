import Baselines
import Coding
import Randomness
import TestSupport
import Testing

/// The formula that decodes the cyclic repetition code, against least squares.
@Suite struct CyclicDecoderTests {
  private func expectLeastSquares(workers n: Int, stragglers s: Int, late sets: [[Int]]) throws {
    let scheme = try makeScheme("crc", workers: n, stragglers: s)
    let matrix = EncodingMatrix(scheme, step: 0)
    for late in sets {
      let received = StragglerPatterns.others(than: late, of: n)
      let weights = try #require(try GatherProbe(scheme).collect(from: received)).weights
      #expect(weights.map(\.place) == received)
      #expect(gap(of: weights, in: scheme) < 1e-9, "late: \(late)")
      let wanted = try LeastSquaresDecoder.solve(matrix, received: received)
      let scale = wanted.map(abs).max() ?? 1
      for (weight, value) in zip(weights, wanted) {
        #expect(abs(weight.value - value) < 1e-7 * max(1, scale), "late: \(late)")
      }
    }
  }

  @Test(arguments: 0..<6) func everySetOfSix(stragglers s: Int) throws {
    try expectLeastSquares(workers: 6, stragglers: s, late: StragglerPatterns.all(s, of: 6))
  }

  @Test(arguments: [1, 3, 7, 11, 23]) func randomSetsOfTwentyFour(stragglers s: Int) throws {
    var stream = Stream(seed: 21, for: .synthetic, s)
    try expectLeastSquares(
      workers: 24, stragglers: s,
      late: StragglerPatterns.random(s, of: 24, sets: 100, using: &stream))
  }

  /// At a size at which a least-squares solve would be felt.
  @Test func manyWorkers() throws {
    let scheme = try makeScheme("crc", workers: 240, stragglers: 3)
    var stream = Stream(seed: 22, for: .synthetic)
    for late in StragglerPatterns.random(3, of: 240, sets: 5, using: &stream) {
      let received = StragglerPatterns.others(than: late, of: 240)
      let weights = try #require(try GatherProbe(scheme).collect(from: received)).weights
      #expect(gap(of: weights, in: scheme) < 1e-8)
    }
  }
}
