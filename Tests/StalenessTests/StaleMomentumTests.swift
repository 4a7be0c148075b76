import Randomness
import Staleness
import Testing

@Suite("How much momentum is stable on stale gradients") struct StaleMomentumTests {
  /// |x| after many steps of the mean recursion for η h = κ, from x = 1.
  private func size(_ kappa: Double, missing p: Double, momentum m: Double) -> Double {
    var (x, b, v) = (1.0, 0.0, 0.0)
    for _ in 0..<20_000 where abs(x) < 1e100 {
      b = (1 - p) * x + p * b
      v = m * v + b
      x -= kappa * v
    }
    return abs(x)
  }

  @Test(arguments: [0, 0.1, 0.5, 0.9], [0, 0.3, 0.9, 0.97])
  func theBoundIsWhereTheRecursionTurns(_ p: Double, _ m: Double) {
    let rule = StaleMomentum(meanStaleness: p / (1 - p))
    #expect(abs(rule.missing - p) < 1e-15)
    let limit = rule.largestStep(momentum: m)
    #expect(size(0.97 * limit, missing: p, momentum: m) < 1e-2)
    #expect(size(1.03 * limit, missing: p, momentum: m) > 1e2)
  }

  @Test(arguments: [0.1, 0.5, 0.9], [0.05, 0.5, 1, 2])
  func theLargestMomentumIsTheOneWhoseLimitIsTheStep(_ p: Double, _ step: Double) {
    let rule = StaleMomentum(meanStaleness: p / (1 - p))
    let m = rule.largestMomentum(step: step)
    #expect(m > 0 && m < 1)
    #expect(abs((1 - m) * (1 - p * m) / (p * m) - step) < 1e-9)
    #expect(StaleMomentum(meanStaleness: 0).largestMomentum(step: step) == 1)
  }

  /// What K.0 of the comparison showed: half of the blocks missing, momentum 0.9.
  @Test func aTableWithHalfOfItsBlocksMissingAgrees() {
    // Twelve blocks f_i = (x − b_i)²/2, each renewed with chance 1/2, by keyed draws.
    func run(_ step: Double, momentum m: Double) -> Double {
      let n = 12
      var table = (0..<n).map { -Double($0) }
      var (x, v) = (0.0, 0.0)
      let best = Double(n - 1) / 2
      for t in 0..<3000 where abs(x) < 1e100 {
        var stream = Stream(seed: 7, for: .delay, t)
        for i in 0..<n where stream.uniform() < 0.5 { table[i] = x - Double(i) }
        v = m * v + table.reduce(0, +) / Double(n)
        x -= step * v
      }
      return abs(x - best)
    }
    let limit = StaleMomentum(meanStaleness: 1).largestStep(momentum: 0.9)
    #expect(run(0.5 * limit, momentum: 0.9) < 1e-6)
    #expect(run(2 * limit, momentum: 0.9) > 1e3)
    // Without momentum the same step is far from the limit.
    #expect(run(2 * limit, momentum: 0) < 1e-6)
  }
}
