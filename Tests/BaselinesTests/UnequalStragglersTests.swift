import Coding
import TestSupport
import Testing

@testable import Baselines

/// OSGC: who is often late carries less.
@Suite struct UnequalStragglersTests {
  private func variance(_ scheme: any Scheme, _ chances: [Double]) -> Double {
    chances.indices.reduce(0) { sum, worker in
      let p = chances[worker]
      let size = scheme.terms(worker: worker, step: 0).reduce(0) { $0 + $1.coefficient } * (1 - p)
      return sum + p / (1 - p) * size * size
    }
  }

  @Test func theExampleOfTwo() throws {
    let scheme = try makeScheme("osgc", workers: 2, [("chances", "0.2+0.5")])
    let rows = (0..<2).map { scheme.terms(worker: $0, step: 0) }
    let found = rows.map { $0.map(\.coefficient) }
    let wanted = [[1.25, 0.75], [0.8]]
    #expect(found.map(\.count) == wanted.map(\.count))
    for (a, b) in zip(found.joined(), wanted.joined()) { #expect(abs(a - b) < 1e-12) }
    #expect(abs(variance(scheme, [0.2, 0.5]) - 0.8) < 1e-12)
    let uncoded = try makeScheme("uncoded", workers: 2)
    let plain = zip([0.2, 0.5], 0..<2).map { p, worker in
      p / (1 - p) * uncoded.terms(worker: worker, step: 0)[0].coefficient
    }
    #expect(abs(plain.reduce(0, +) - 1.25) < 1e-12)
  }

  /// Σ_i α_ij = 1 for every block, whatever the chances.
  @Test(arguments: ["chain", "shared"], ["0.1+0.5+0.9", "0+0.5+0.5", "0.3", "0.999+0.001+0.2"])
  func unbiased(layout: String, chances: String) throws {
    let scheme = try makeScheme(
      "osgc", workers: 3, [("chances", chances), ("layout", layout)])
    let given = chances.split(separator: "+").compactMap { Double($0) }
    let p = given.count == 1 ? Array(repeating: given[0], count: 3) : given
    var sums = [0.0, 0, 0]
    for worker in 0..<3 {
      for term in scheme.terms(worker: worker, step: 0) {
        sums[term.block] += term.coefficient * (1 - p[worker])
      }
    }
    #expect(sums.allSatisfy { abs($0 - 1) < 1e-9 }, "\(sums)")
  }
}
