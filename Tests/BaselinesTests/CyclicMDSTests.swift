import Coding
import Settings
import TestSupport
import Testing

@testable import Baselines

/// The worked examples of the cyclic MDS code, and when it is real.
@Suite struct CyclicMDSTests {
  private func row(_ n: Int, _ s: Int) throws -> [Double] {
    EncodingMatrix(try makeScheme("cyclic-mds", workers: n, stragglers: s), step: 0).row(0)
  }

  @Test func rowsOfTheExamples() throws {
    let golden = (1 + 5.0.squareRoot()) / 2
    for (n, s, expected) in [
      (4, 1, [1.0, 1, 0, 0]), (5, 2, [1, golden, 1, 0, 0]), (3, 0, [1, 0, 0]),
      (2, 1, [1, 1]), (3, 2, [1, 1, 1]),
    ] {
      let row = try row(n, s)
      #expect(row.count == expected.count)
      for (a, b) in zip(row, expected) { #expect(abs(a - b) < 1e-14, "n = \(n), s = \(s)") }
    }
  }

  @Test func isCirculant() throws {
    let b = EncodingMatrix(try makeScheme("cyclic-mds", workers: 7, stragglers: 2), step: 0)
    for j in 0..<7 {
      for i in 0..<7 { #expect(b[j, i] == b[0, (i - j + 7) % 7]) }
    }
  }

  @Test func realWhereTheDifferenceIsOdd() throws {
    for n in 1...9 {
      for s in 0..<n {
        let scheme = try makeScheme("cyclic-mds", workers: n, stragglers: s)
        #expect(scheme.parts == ((n - s) % 2 == 1 ? 1 : 2))
        let forced = try makeScheme(
          "cyclic-mds", workers: n, stragglers: s, [("arithmetic", "complex")])
        #expect(forced.parts == 2)
      }
    }
  }

  @Test func realAndComplexDecodeTheSame() throws {
    // Another Z gives another code; the gradient it decodes is the same.
    let source = Quadratic.random(blocks: 7, dimension: 2)
    let late = (0..<10).map { [$0 % 7, ($0 + 3) % 7] }
    let models = try ["auto", "complex"].map { word in
      try Rehearsal(
        try makeScheme("cyclic-mds", workers: 7, stragglers: 2, [("arithmetic", word)]), source,
        delays: ScriptedDelays(late: late), steps: 10
      ).run().models
    }
    for (a, b) in zip(models[0].joined(), models[1].joined()) { #expect(abs(a - b) < 1e-11) }
  }

  @Test func largestEntriesAreThoseMeasured() throws {
    for (s, largest) in zip([1, 2, 3, 4, 6], [1.0, 2, 2.9, 5.7, 17]) {
      let row = CyclicCode(workers: 24, tolerated: s, isComplex: true).row
      let most = row.map { ($0.re * $0.re + $0.im * $0.im).squareRoot() }.max() ?? 0
      #expect(abs(most / largest - 1) < 0.06, "s = \(s)")
    }
  }

  @Test func rootsOfUnityAreSymmetric() {
    for n in 1...30 {
      for k in 0..<n {
        let root = Complex.root(k, of: n)
        #expect(abs(root.re * root.re + root.im * root.im - 1) < 1e-15)
        if 8 * k % n != 0 || 4 * k % n == 0 {
          #expect(Complex.root(-k, of: n) == Complex(root.re, -root.im))
        }
      }
    }
    #expect(Complex.root(1, of: 4) == Complex(0, 1))
    #expect(Complex.root(2, of: 4) == Complex(-1))
  }

  @Test func refusesAnUnknownArithmetic() {
    #expect(throws: ConfigurationError.self) {
      try makeScheme("cyclic-mds", workers: 4, stragglers: 1, [("arithmetic", "real")])
    }
  }
}
