import Coding
import Testing

@Suite struct SlicesTests {
  /// Every coordinate is in one slice, each slice has room in a message, and the loss has its own.
  @Test(arguments: 1...9, [1, 2, 3, 5, 12, 100])
  func everyCoordinateIsInOneSlice(count m: Int, dimension d: Int) {
    let slices = Slices(m, of: d)
    #expect((0..<m).flatMap { slices.range($0) } == Array(0..<d))
    #expect((0..<m).allSatisfy { slices.range($0).count < slices.messageLength })
    #expect((0..<m).filter { slices.hasLoss($0) } == [m - 1])
    #expect(slices.messageLength <= d / m + 2)
  }

  @Test func oneSliceIsTheGradient() {
    let slices = Slices(1, of: 7)
    #expect(slices.messageLength == 8 && slices.range(0) == 0..<7)
  }

  /// A slice takes no room in a term, and is part of what it is.
  @Test func termsOfSlices() {
    #expect(MemoryLayout<Term>.stride == 32)
    #expect(Term(1, 2, slice: 3) != Term(1, 2, slice: 2))
    #expect(Term(1, 2, .remembered, part: 4, slice: 3).slice == 3 && Term(1, 2).slice == 0)
  }

  @Test func termsOfAPart() {
    let row = TaskRow([Term(0), Term(1), Term(0, part: 2), Term(1, part: 2), Term(5, part: 7)])
    #expect(row.places(of: 0) == 0..<2 && row.places(of: 2) == 2..<4 && row.places(of: 7) == 4..<5)
    #expect(row.places(of: 1).isEmpty && row.places(of: 8).isEmpty)
    #expect(TaskRow([Term(3), Term(4)]).places(of: 0) == 0..<2)
  }
}
