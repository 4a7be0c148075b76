import Coding
import Randomness
import Testing

/// E‖ĝ − ∇F‖² = s / (n (n − s) (n − 1)) Σ ‖g_i − ∇F‖² of IS-SGD, all sets equally likely.
@Suite struct IgnoringVarianceTests {
  private func squaredErrors(
    _ code: CodeUnderTest, _ gradients: [Double], from sets: [[Int]]
  ) throws -> [Double] {
    let n = Double(gradients.count)
    let mean = gradients.reduce(0, +) / n
    return try sets.map { received in
      let parts = try code.decoded(from: received)
      let estimate = zip(parts, gradients).reduce(0) { $0 + $1.0 * $1.1 } / n
      return (estimate - mean) * (estimate - mean)
    }
  }

  private func formula(_ gradients: [Double], _ s: Int) -> Double {
    let n = Double(gradients.count)
    let mean = gradients.reduce(0, +) / n
    let spread = gradients.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Double(s) / (n * (n - Double(s)) * (n - 1)) * spread
  }

  @Test(arguments: 0...6) func byEnumeration(s: Int) throws {
    let g = [2.0, 1, 0, -3, 5, -1.5, 0.25]
    let code = try CodeUnderTest("is-sgd", workers: 7, stragglers: s)
    let errors = try squaredErrors(code, g, from: StragglerPatterns.all(7 - s, of: 7))
    #expect(abs(errors.reduce(0, +) / Double(errors.count) - formula(g, s)) < 1e-14)
  }

  @Test func workedExample() throws {
    #expect(abs(formula([2, 1, 0, -3], 1) - 14.0 / 36) < 1e-15)
  }

  @Test(arguments: [1, 8, 20]) func byChance(s: Int) throws {
    var stream = Stream(seed: 3, for: .synthetic, s)
    let g = (0..<24).map { _ in stream.normal() }
    let code = try CodeUnderTest("is-sgd", workers: 24, stragglers: s)
    let sets = StragglerPatterns.random(24 - s, of: 24, sets: 5000, using: &stream)
    var sample = RunningMean()
    for error in try squaredErrors(code, g, from: sets) { sample.add(error) }
    #expect(sample.deviation(from: formula(g, s)) < 3, "\(sample)")
  }
}
