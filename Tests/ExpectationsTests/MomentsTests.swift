import Expectations
import Glibc
import Settings
import Testing

/// ErasureHead's moments against printed numbers and against all sets of workers.
@Suite struct MomentsTests {
  @Test(arguments: [
    (30, 2, 11, 0.3931, 0.6448), (30, 3, 11, 0.2387, 0.4316), (30, 3, 15, 0.1121, 0.2157),
    (30, 5, 11, 0.0816, 0.1601), (4, 2, 2, 0.166_667, 0.333_333),
  ])
  func printed(n: Int, c: Int, r: Int, p: Double, q: Double) throws {
    let moments = try ErasureHeadMoments(blocks: n, workers: n, load: c, results: r)
    #expect(abs(moments.missing - p) < 6e-5)
    #expect(abs(moments.pairMissing - q) < 6e-5)
    #expect(moments.recovery == 1 - moments.missing)
    #expect(moments.missing <= moments.missingBound)
    #expect(abs(moments.missingBound - exp(-Double(c * r) / Double(n))) < 1e-15)
  }

  /// Blocks of 12 in groups of 4 on 6 workers, two for a group; all 20 sets of three workers.
  @Test func secondMomentByEnumeration() throws {
    let sums = [3.0, -1.0, 4.0]
    let mean = sums.reduce(0, +) / 12
    var square = 0.0
    var first = 0.0
    var sets = 0.0
    for set in 0..<64 where set.nonzeroBitCount == 3 {
      var estimate = 0.0
      for (group, sum) in sums.enumerated() where (set >> (2 * group)) & 3 != 0 {
        estimate += sum / 12
      }
      first += estimate
      square += estimate * estimate
      sets += 1
    }
    let moments = try ErasureHeadMoments(blocks: 12, workers: 6, load: 4, results: 3)
    #expect(abs(moments.recovery * mean - first / sets) < 1e-15)
    let groups = sums.reduce(0) { $0 + $1 * $1 }
    #expect(abs(moments.secondMoment(mean: mean * mean, groups: groups) - square / sets) < 1e-15)
  }

  /// With every worker's answer the estimate is exact and the bound is gradient descent's.
  @Test func nobodyMissing() throws {
    let moments = try ErasureHeadMoments(blocks: 4, workers: 4, load: 2, results: 4)
    #expect(moments.recovery == 1)
    #expect(moments.pairMissing == 0)
    let bound = moments.excessBound(
      steps: 3, start: 8, smoothness: 4, convexity: 2, gradient: 5)
    #expect(bound == 1)
  }

  @Test func floorOfTheBound() throws {
    let moments = try ErasureHeadMoments(blocks: 4, workers: 4, load: 2, results: 2)
    let bound = moments.excessBound(
      steps: 100_000, start: 1, smoothness: 1, convexity: 0.5, gradient: 1)
    // (q - p)cσ²/(2(1-p)μn) = (1/6)·2/(2·(5/6)·(1/2)·4)
    #expect(abs(bound - 0.1) < 1e-14)
  }

  @Test(arguments: [
    (4, 4, 3, 2), (4, 3, 2, 2), (4, 4, 2, 0), (4, 4, 2, 5), (0, 4, 2, 1), (4, 0, 2, 1),
  ])
  func noSuchCode(n: Int, k: Int, c: Int, r: Int) {
    #expect(throws: ConfigurationError.self) {
      try ErasureHeadMoments(blocks: n, workers: k, load: c, results: r)
    }
  }
}
