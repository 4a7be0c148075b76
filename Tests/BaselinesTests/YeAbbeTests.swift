import Coding
import Randomness
import Settings
import TestSupport
import Testing

@testable import Baselines

/// The communication-efficient code as linear algebra: every set of stragglers, every slice.
@Suite struct YeAbbeTests {
  private func scheme(_ n: Int, _ s: Int, _ m: Int, _ matrix: String = "random") throws
    -> any Scheme
  {
    try makeScheme(
      "ye-abbe", workers: n, stragglers: s, [("slices", "\(m)"), ("matrix", matrix)])
  }

  private func worst(_ scheme: any Scheme, late sets: [[Int]]) throws -> Double {
    let probe = GatherProbe(scheme)
    var worst = 0.0
    for (step, late) in sets.enumerated() {
      let there = StragglerPatterns.others(than: late, of: scheme.workers)
      let closed = try #require(try probe.collect(step: step, from: there.reversed()))
      #expect(closed.taken == there.count)
      worst = max(worst, gap(of: closed.weights, in: scheme))
    }
    return worst
  }

  /// θ = −1.5, −0.5, 0.5, 1.5: worker 0 sends −g_0¹ + 2 g_0² − 2 g_1¹ + 2 g_1² − 3 g_2¹.
  @Test func rowOfTheExample() throws {
    let row = try scheme(4, 1, 2, "vandermonde").terms(worker: 0, step: 0)
    let expected = [(0, -1.0), (0, 2), (1, -2), (1, 2), (2, -3), (2, 0)]
    #expect(row.map(\.block) == expected.map(\.0))
    #expect(row.map(\.slice) == [0, 1, 0, 1, 0, 1])
    for (term, (_, value)) in zip(row, expected) { #expect(abs(term.coefficient - value) < 1e-14) }
  }

  @Test(arguments: 1...7, ["random", "vandermonde"])
  func everySet(workers n: Int, matrix: String) throws {
    for s in 0..<n {
      for m in 1...n - s {
        let scheme = try scheme(n, s, m, matrix)
        #expect(scheme.slices == m)
        for worker in 0..<n {
          #expect(scheme.assignment(worker: worker, version: 0).load == s + m)
        }
        let gap = try worst(scheme, late: StragglerPatterns.all(s, of: n))
        #expect(gap < 1e-9, "n = \(n), s = \(s), m = \(m)")
      }
    }
  }

  /// The numbers that the polynomial construction was checked with.
  @Test(arguments: [(4, 1, 2), (5, 1, 2), (6, 2, 2), (6, 1, 3)])
  func polynomials(n: Int, s: Int, m: Int) throws {
    let scheme = try scheme(n, s, m, "vandermonde")
    #expect(try worst(scheme, late: StragglerPatterns.all(s, of: n)) < 1e-12)
  }

  @Test(arguments: [(24, 1, 2), (24, 3, 4), (24, 11, 2), (24, 20, 4), (100, 3, 4)])
  func manyWorkers(n: Int, s: Int, m: Int) throws {
    var stream = Stream(seed: 3, for: .synthetic, n, s)
    let sets =
      StragglerPatterns.contiguous(s, of: n)
      + StragglerPatterns.random(s, of: n, sets: 40, using: &stream)
    #expect(try worst(try scheme(n, s, m), late: sets) < 1e-8)
  }

  /// With load s + m no fewer than n − s messages do.
  @Test func fewerDoNotDecode() throws {
    let scheme = try scheme(6, 2, 2)
    for late in StragglerPatterns.all(3, of: 6) {
      let rows = StragglerPatterns.others(than: late, of: 6).map {
        scheme.terms(worker: $0, step: 0)
      }
      let w = try SliceLeastSquares.weights(of: rows, blocks: 6, slices: 2)
      var sums = SliceSums(scheme)
      for slice in 0..<2 {
        for (i, row) in rows.enumerated() {
          let weight = Weight(place: i, version: 0, w[slice * rows.count + i], slice: slice)
          for term in row { sums.add(term, weight) }
        }
      }
      #expect(sums.gap > 1e-6, "late: \(late)")
    }
  }

  @Test func refusals() throws {
    for (workers, s, settings, part) in [
      (13, 1, [("matrix", "vandermonde")], "12 workers at most"),
      (6, 3, [("slices", "4")], "1 to 3"), (6, 3, [("slices", "0")], "1 to 3"),
      (6, 3, [("matrix", "fourier")], "vandermonde"),
    ] {
      let error = #expect(throws: ConfigurationError.self) {
        try makeScheme("ye-abbe", workers: workers, stragglers: s, settings)
      }
      #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }
  }
}
