import Coding
import Randomness
import Testing

@Suite struct BernoulliGradientTests {
  /// n(n − c)/(rc) = 4.5 for n = 12, c = 3, r = 8, over codes and sets.
  @Test func oneStepError() throws {
    var sample = RunningMean()
    for seed in 0..<4000 {
      let code = try CodeUnderTest(
        "bgc", workers: 12, stragglers: 4, [("copies", "3"), ("decoding", "one-step")],
        seed: UInt64(seed))
      var stream = Stream(seed: 3, for: .synthetic, seed)
      sample.add(try code.error(from: stream.sample(8, below: 12)))
    }
    #expect(sample.deviation(from: 4.5) < 3, "\(sample)")
  }

  /// Optimal weights err by about 1.8 on average, and never more than equal ones.
  @Test func optimalError() throws {
    var sample = RunningMean()
    for seed in 0..<1500 {
      func code(_ decoding: String) throws -> CodeUnderTest {
        try CodeUnderTest(
          "bgc", workers: 12, stragglers: 4, [("decoding", decoding)], seed: UInt64(seed))
      }
      var stream = Stream(seed: 3, for: .synthetic, seed)
      let received = stream.sample(8, below: 12)
      let optimal = try code("optimal").error(from: received)
      #expect(optimal <= (try code("one-step").error(from: received)) + 1e-12)
      sample.add(optimal)
    }
    #expect(abs(sample.mean - 1.8) < 0.05 + 3 * sample.standardError, "\(sample)")
  }

  /// The same decoders on a fractional repetition placement: all sets, and the closed forms.
  @Test func fractionalPlacement() throws {
    let (n, c, r) = (12, 3, 8)
    let matrix = try CodeUnderTest("frc", workers: n, stragglers: c - 1).matrix
    let rho = Double(n) / Double(r * c)
    var (oneStep, optimal, groups) = (0.0, 0.0, 0.0)
    let agc = try CodeUnderTest("agc", workers: n, stragglers: n - r, [("copies", "3")])
    let sets = StragglerPatterns.all(r, of: n)
    for received in sets {
      let parts = matrix.decoded(Array(repeating: rho, count: r), received: received)
      oneStep += parts.reduce(0) { $0 + ($1 - 1) * ($1 - 1) }
      let a = try LeastSquaresDecoder.solve(matrix, received: received)
      optimal += matrix.decoded(a, received: received).reduce(0) { $0 + ($1 - 1) * ($1 - 1) }
      groups += try agc.error(from: received)
    }
    let count = Double(sets.count)
    #expect(abs(oneStep / count - 12 * 9 * 4 / (8 * 3 * 11)) < 1e-12)
    // n C(n − c, r) / C(n, r) = 12 · 9 / 495
    #expect(abs(optimal / count - 12 * 9 / 495) < 1e-12)
    #expect(abs(groups / count - 12 * 9 / 495) < 1e-12)
  }

  @Test func densityIsThatOfTheCode() throws {
    var sample = RunningMean()
    for seed in 0..<400 {
      let code = try CodeUnderTest("bgc", workers: 12, seed: UInt64(seed))
      for element in code.matrix.elements { sample.add(element) }
    }
    #expect(sample.deviation(from: 0.25) < 3)
  }

  @Test func regularizedRowsAreShort() throws {
    var (cut, whole) = (0, 0)
    for seed in 0..<200 {
      let long = try CodeUnderTest("bgc", workers: 24, [("copies", "1")], seed: UInt64(seed)).matrix
      let short = try CodeUnderTest("rbgc", workers: 24, [("copies", "1")], seed: UInt64(seed))
        .matrix
      for row in 0..<24 { #expect(short.support(ofRow: row).count <= 2) }
      if (0..<24).contains(where: { long.support(ofRow: $0).count > 2 }) {
        cut += 1
      } else {
        whole += 1
        #expect(short == long)
      }
    }
    #expect(cut > 0 && whole > 0)
  }

  @Test func theSeedIsTheCode() throws {
    func matrix(_ seed: UInt64) throws -> EncodingMatrix {
      try CodeUnderTest("bgc", workers: 12, seed: seed).matrix
    }
    #expect(try matrix(7) == matrix(7))
    #expect(try matrix(7) != matrix(8))
  }
}
