import Coding
import Randomness
import Testing

@Suite struct LeastSquaresDecoderTests {
  /// The fractional repetition code of n = 4, s = 1: two groups of two equal rows.
  private var twice: EncodingMatrix {
    var b = EncodingMatrix(rows: 4, columns: 4)
    for row in 0..<4 {
      b[row, row / 2 * 2] = 1
      b[row, row / 2 * 2 + 1] = 1
    }
    return b
  }

  private func expect(_ found: [Double], near wanted: [Double]) {
    #expect(found.count == wanted.count)
    for (a, b) in zip(found, wanted) { #expect(abs(a - b) < 1e-12) }
  }

  // By hand: of all exact decoders the shortest halves what came twice.
  @Test(arguments: [
    ([0, 3], [1.0, 1]), ([0, 1, 3], [0.5, 0.5, 1]), ([0, 1, 2, 3], [0.5, 0.5, 0.5, 0.5]),
    // No message of the second group: the best covers the first.
    ([0, 1], [0.5, 0.5]), ([], []),
  ])
  func rankDeficient(received: [Int], weights: [Double]) throws {
    var decoder = LeastSquaresDecoder(twice)
    let found = try decoder.weights(received: received)
    expect(found, near: weights)
    expect(try LeastSquaresDecoder.solve(twice, received: received), near: weights)
  }

  private func random(rows: Int, columns: Int) -> EncodingMatrix {
    var stream = Stream(seed: 7, for: .code)
    var b = EncodingMatrix(rows: rows, columns: columns)
    for row in 0..<rows { for column in 0..<columns { b[row, column] = stream.normal() } }
    return b
  }

  @Test func whatIsLeftIsOrthogonalToTheRows() throws {
    let b = random(rows: 10, columns: 6)
    let received = [1, 4, 7]
    let a = try LeastSquaresDecoder.solve(b, received: received)
    let rest = b.decoded(a, received: received).map { $0 - 1 }
    for row in received {
      let product = zip(b.row(row), rest).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(product) < 1e-12)
    }
  }

  /// Sets that the decoder remembers.
  private func remembered(_ decoder: LeastSquaresDecoder) -> [[Int]: [Double]] {
    let sets = Mirror(reflecting: decoder).children.first { $0.label == "sets" }
    guard let sets else { return [:] }
    let parts = Mirror(reflecting: sets.value).children
    return parts.first { $0.label == "solved" }?.value as? [[Int]: [Double]] ?? [:]
  }

  @Test func theLastSetsAreRemembered() throws {
    let b = random(rows: 8, columns: 5)
    var decoder = LeastSquaresDecoder(b, remembering: 3)
    let sets = StragglerPatterns.all(4, of: 8).prefix(10)
    for _ in 0..<2 {
      for set in sets {
        let first = try decoder.weights(received: set)
        #expect(remembered(decoder)[set] == first)
        let again = try decoder.weights(received: set)
        #expect(again == first)
        #expect(try LeastSquaresDecoder.solve(b, received: set) == first)
        #expect(remembered(decoder).count <= 3)
      }
    }
    #expect(Set(remembered(decoder).keys) == Set(sets.suffix(3)))
  }

  /// However many sets are asked for, at large n they must not fill the memory.
  @Test(arguments: [(8, 1000, 71), (4096, 1000, 128), (4096, 2, 2)])
  func whatIsRememberedIsBoundedInBytes(rows: Int, capacity: Int, sets: Int) throws {
    var b = EncodingMatrix(rows: rows, columns: 1)
    for row in 0..<rows { b[row, 0] = 1 }
    var decoder = LeastSquaresDecoder(b, remembering: capacity)
    for set in StragglerPatterns.all(4, of: 8) + (8..<max(9, min(rows, 208))).map({ [$0 - 1] }) {
      _ = try decoder.weights(received: set)
    }
    #expect(remembered(decoder).count == sets)
  }

  @Test func aMatrixThatIsNotFiniteIsAnError() {
    var b = EncodingMatrix(rows: 2, columns: 2)
    b[0, 0] = .nan
    #expect(throws: DecodingError.self) { try LeastSquaresDecoder.solve(b, received: [0, 1]) }
  }
}
