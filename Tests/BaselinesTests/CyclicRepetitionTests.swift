import Baselines
import Coding
import Settings
import TestSupport
import Testing

/// The construction of B from H, and its decoders, against worked examples.
@Suite struct CyclicRepetitionTests {
  /// H, B and decoders by hand.
  private func expect(
    _ h: [Double], workers n: Int, stragglers s: Int, rows: [[Double]],
    decoders: [(late: [Int], weights: [Double])]
  ) throws {
    let b = try #require(CyclicRepetition.encodingMatrix(h, workers: n, stragglers: s))
    for j in 0..<n {
      for (found, wanted) in zip(b.row(j), rows[j]) { #expect(abs(found - wanted) < 1e-12) }
    }
    for (late, wanted) in decoders {
      let received = StragglerPatterns.others(than: late, of: n)
      let probe = GatherProbe(CyclicRepetition(matrix: b, stragglers: s))
      let found = try #require(try probe.collect(from: received)).weights
      #expect(found.map(\.place) == received)
      for (weight, value) in zip(found, wanted) { #expect(abs(weight.value - value) < 1e-12) }
    }
  }

  @Test func fourWorkersOneStraggler() throws {
    try expect(
      [1, 1, 1, -3], workers: 4, stragglers: 1,
      rows: [[1, -1, 0, 0], [0, 1, -1, 0], [0, 0, 1, 1.0 / 3], [3, 0, 0, 1]],
      decoders: [
        ([0], [1, 2, 1.0 / 3]), ([1], [-1, 1, 2.0 / 3]), ([2], [-2, -1, 1]), ([3], [1, 2, 3]),
      ])
  }

  @Test func sixWorkersTwoStragglers() throws {
    try expect(
      [1, 1, 1, 1, 1, -5, 1, 2, 3, 4, 5, -15], workers: 6, stragglers: 2,
      rows: [
        [1, -2, 1, 0, 0, 0], [0, 1, -2, 1, 0, 0], [0, 0, 1, -2, 1, 0], [0, 0, 0, 1, -0.5, 0.1],
        [1, 0, 0, 0, 1, 0.4], [-5, 10, 0, 0, 0, 1],
      ],
      decoders: [([0, 1], [1, 3, 1.5, 0.1]), ([0, 3], [-1, -1, 2, 0.2])])
  }

  @Test(arguments: GivenCode.all)
  func givenCode(code: GivenCode) throws {
    let n = code.workers
    let b = try #require(
      CyclicRepetition.encodingMatrix(
        code.parityCheck, workers: n, stragglers: code.stragglers))
    for j in 0..<n {
      for (k, wanted) in code.rows[j].enumerated() {
        #expect(abs(b[j, (j + k) % n] - wanted) < 1e-9 * max(1, abs(wanted)))
      }
      #expect(b.support(ofRow: j).count == code.stragglers + 1)
    }
    #expect(!code.decoders.isEmpty)
    for (late, wanted) in code.decoders {
      let received = StragglerPatterns.others(than: late, of: n)
      let found = try LeastSquaresDecoder.solve(b, received: received)
      #expect(found.count == wanted.count)
      for (a, value) in zip(found, wanted) { #expect(abs(a - value) < 1e-8 * max(1, abs(value))) }
    }
  }

  @Test func aSingularPartOfHIsNoCode() {
    #expect(CyclicRepetition.encodingMatrix([1, 0, 1, -2], workers: 4, stragglers: 1) == nil)
  }

  /// The largest decoding weight over the contiguous sets, which `draws` makes small.
  private func worst(_ code: CyclicRepetition, stragglers s: Int) throws -> Double {
    var worst = 0.0
    for late in StragglerPatterns.contiguous(s, of: code.workers) {
      let received = StragglerPatterns.others(than: late, of: code.workers)
      let a = try LeastSquaresDecoder.solve(code.matrix, received: received)
      worst = max(worst, a.map(abs).max() ?? 0)
    }
    return worst
  }

  @Test(arguments: [1, 3, 5, 11], [1, 2, 3] as [UInt64])
  func moreDrawsAreNotWorse(stragglers s: Int, seed: UInt64) throws {
    var last = Double.infinity
    for draws in [1, 2, 8] {
      let code = try CyclicRepetition(
        SchemeRequest(
          "crc", workers: 24, stragglers: s, settings: [("draws", "\(draws)")], seed: seed))
      let worst = try worst(code, stragglers: s)
      #expect(worst <= last)
      last = worst
    }
  }

  @Test func theSeedDecides() throws {
    func matrix(_ seed: UInt64) throws -> EncodingMatrix {
      try CyclicRepetition(SchemeRequest("crc", workers: 7, stragglers: 2, seed: seed)).matrix
    }
    #expect(try matrix(5) == matrix(5))
    #expect(try matrix(5) != matrix(6))
  }
}
