import Coding
import Randomness
import Testing

@testable import Baselines

@Suite struct BlockDesignTests {
  static let sizes = BlockDesign.differenceSets.map(\.workers)

  @Test(arguments: [
    (7, 3, 1), (11, 5, 2), (13, 4, 1), (15, 7, 3), (21, 5, 1), (31, 6, 1), (57, 8, 1),
  ])
  func parameters(n: Int, load: Int, shared: Int) throws {
    let code = try CodeUnderTest("bibd", workers: n)
    let design = try #require(code.scheme as? BlockDesign)
    #expect(design.load == load)
    #expect(design.shared == shared)
  }

  /// Each block on k workers, any two workers with λ blocks in common.
  @Test(arguments: sizes) func isADesign(n: Int) throws {
    let code = try CodeUnderTest("bibd", workers: n)
    let design = try #require(code.scheme as? BlockDesign)
    #expect(design.load * (design.load - 1) == design.shared * (n - 1))
    let held = (0..<n).map { Set(code.matrix.support(ofRow: $0)) }
    for block in 0..<n { #expect(held.count { $0.contains(block) } == design.load) }
    for a in 0..<n {
      #expect(held[a].count == design.load)
      for b in 0..<a where held[a].intersection(held[b]).count != design.shared {
        Issue.record("workers \(a) and \(b) of \(n)")
      }
    }
  }

  @Test func differenceSetOf13() throws {
    let code = try CodeUnderTest("bibd", workers: 13)
    #expect(code.matrix.support(ofRow: 0) == [0, 1, 3, 9])
    #expect(code.matrix.support(ofRow: 5) == [1, 5, 6, 8])
  }

  @Test(
    arguments: zip(
      0...5, [(1.0 / 3, 0.0), (0.375, 0.25), (3.0 / 7, 4.0 / 7), (0.5, 1), (0.6, 1.6), (0.75, 2.5)])
  )
  func fanoTable(s: Int, expected: (weight: Double, error: Double)) throws {
    let code = try CodeUnderTest("bibd", workers: 7, stragglers: s)
    for received in StragglerPatterns.all(7 - s, of: 7) {
      let weights = try code.weights(from: received)
      for weight in weights { #expect(abs(weight.value - expected.weight) < 1e-15) }
      #expect(abs(try code.error(from: received) - expected.error) < 1e-12)
    }
  }

  /// The constant weight is least squares', and the error the formula's, for every set tried.
  @Test(arguments: sizes) func decoderIsOptimal(n: Int) throws {
    for s in [1, 2, n / 3, n - 2] {
      let code = try CodeUnderTest("bibd", workers: n, stragglers: s)
      let design = try #require(code.scheme as? BlockDesign)
      let (k, r) = (Double(design.load), Double(n - s))
      let expected = Double(n) - k * k * r / (k + Double(design.shared) * (r - 1))
      var stream = Stream(seed: 2, for: .synthetic, n, s)
      let sets =
        n <= 13 && s <= 2
        ? StragglerPatterns.all(n - s, of: n)
        : StragglerPatterns.random(n - s, of: n, sets: 10, using: &stream)
      for received in sets {
        #expect(abs(try code.error(from: received) - expected) < 1e-9)
      }
      let received = stream.sample(n - s, below: n)
      let a = try LeastSquaresDecoder.solve(code.matrix, received: received)
      #expect(distance(a, try code.weights(from: received).map(\.value)) < 1e-10)
    }
  }

  @Test func namesDesigns() {
    let error = #expect(throws: (any Error).self) { try CodeUnderTest("bibd", workers: 24) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("7, 11, 13, 15"))
  }
}
