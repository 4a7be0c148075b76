import Clusters
import Coding
import TestSupport
import Testing

/// The buffer is a moving average of gradients in the mean over who is late.
///
/// Where each block misses a step with chance p = s/n whatever was before, E[ĝ_t | past] =
/// (1 − p) ∇F(x_t) + p ĝ_{t−1} for any blocks; on quadratics that makes E x_t follow
/// b_t = (1 − p) ∇F(x_t) + p b_{t−1}, x_{t+1} = x_t − η b_t exactly. The first step waits for all,
/// so b_0 = ∇F(x_0).
@Suite struct MovingAverageTests {
  private let steps = 12
  private let runs = 1000
  private let stepSize = 0.4

  @Test(arguments: [3, 6])
  func meanOfTheIterates(stragglers: Int) throws {
    let source = Quadratic.random(blocks: 12, dimension: 3, seed: 8)
    let scheme = try makeScheme("pgc", workers: 12, stragglers: stragglers)
    var sums = Array(repeating: Array(repeating: 0.0, count: 3), count: steps)
    var squares = sums
    for seed in 0..<runs {
      // Equal exponential delays, anew at each step: every set of n − s is equally likely to be first.
      let models = try Rehearsal(
        scheme, source,
        delays: try Delays.make("exponential:mean=1", workers: 12, seed: UInt64(seed)),
        lateWork: .cancel, steps: steps, stepSize: stepSize
      ).run().models
      for step in 0..<steps {
        for d in 0..<3 {
          sums[step][d] += models[step][d]
          squares[step][d] += models[step][d] * models[step][d]
        }
      }
    }
    let average = path(source, weight: Double(stragglers) / 12)
    let plain = path(source, weight: 0)
    var clearest = 0.0
    for step in 0..<steps {
      for d in 0..<3 {
        let mean = sums[step][d] / Double(runs)
        let variance = max(0, squares[step][d] / Double(runs) - mean * mean)
        let error = (variance / Double(runs - 1)).squareRoot()
        #expect(
          abs(mean - average[step][d]) <= 3 * error + 1e-9,
          "step \(step), coordinate \(d): \(mean) ± \(error) for \(average[step][d])")
        if error > 0 { clearest = max(clearest, abs(mean - plain[step][d]) / error) }
      }
    }
    // Plain gradient descent is another path, far beyond chance.
    #expect(clearest > 20)
  }

  /// The recursion with p = `weight`.
  private func path(_ source: Quadratic, weight p: Double) -> [[Double]] {
    var x = Array(repeating: 0.0, count: source.dimension)
    var b = gradient(of: source, at: x)
    return (0..<steps).map { step in
      if step > 0 { b = zip(gradient(of: source, at: x), b).map { (1 - p) * $0 + p * $1 } }
      x = zip(x, b).map { $0 - stepSize * $1 }
      return x
    }
  }

  private func gradient(of source: Quadratic, at x: [Double]) -> [Double] {
    x.indices.map { d in
      (0..<source.blocks).reduce(0) {
        $0 + source.shares[$1] * source.hessians[$1][d] * (x[d] - source.centers[$1][d])
      }
    }
  }
}
