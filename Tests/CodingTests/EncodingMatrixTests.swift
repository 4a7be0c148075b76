import Coding
import Testing

@Suite struct EncodingMatrixTests {
  @Test func rowsAreWorkersAndParts() {
    let scheme = RowsScheme(
      [
        [Term(0, 2), Term(1, -1, part: 1)],
        // A block that stands twice in a row counts as the sum.
        [Term(2, 0.5), Term(2, 0.25), Term(0, 3, .remembered, part: 1)],
      ], blocks: 3, parts: 2)
    let b = EncodingMatrix(scheme, step: 0)
    #expect(b.rows == 4)
    #expect(b.columns == 3)
    #expect(b.elements == [2, 0, 0, 0, -1, 0, 0, 0, 0.75, 3, 0, 0])
    #expect(b.row(2) == [0, 0, 0.75])
    #expect(b.support(ofRow: 1) == [1])
    #expect(b.support(ofRow: 3) == [0])
  }

  @Test func decodedIsTheWeightedSumOfRows() {
    var b = EncodingMatrix(rows: 3, columns: 2)
    b[0, 0] = 1
    b[1, 1] = 2
    b[2, 0] = 3
    b[2, 1] = -4
    #expect(b.decoded([2, 0.5], received: [1, 2]) == [1.5, 2])
    #expect(b.decoded([], received: []) == [0, 0])
  }
}
