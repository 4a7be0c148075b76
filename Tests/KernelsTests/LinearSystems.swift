import Kernels
import Testing

@Suite("Linear systems") struct LinearSystems {
  private func expectEqual(
    _ got: [Double], _ expected: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(got.count == expected.count, sourceLocation: sourceLocation)
    for (a, b) in zip(got, expected) { #expect(abs(a - b) < 1e-12, sourceLocation: sourceLocation) }
  }

  @Test func fullRank() throws {
    // The line through (0, 1), (1, 3), (2, 5), (3, 7); then with the last raised by 4: 0.6 + 3.2 x.
    let a = [1.0, 0, 1, 1, 1, 2, 1, 3]
    expectEqual(try solveLeastSquares(a, rows: 4, columns: 2, [1, 3, 5, 7]), [1, 2])
    expectEqual(try solveLeastSquares(a, rows: 4, columns: 2, [1, 3, 5, 11]), [0.2, 3.2])
  }

  @Test func underdeterminedGivesLeastNorm() throws {
    expectEqual(try solveLeastSquares([1, 1], rows: 1, columns: 2, [2]), [1, 1])
    expectEqual(
      try solveLeastSquares([1, 0, 1, 0, 1, 1], rows: 2, columns: 3, [1, 1]),
      [1.0 / 3, 1.0 / 3, 2.0 / 3])
  }

  @Test func rankDeficientGivesLeastNorm() throws {
    // Both columns equal: x₁ + x₂ = 3 fits best, and the shortest such x halves it.
    expectEqual(try solveLeastSquares([1, 1, 1, 1], rows: 2, columns: 2, [2, 4]), [1.5, 1.5])
    // Rank one: A = u vᵀ with u = (1, 2), v = (2, 1); x = v (u·b) / (|u|² |v|²).
    expectEqual(try solveLeastSquares([2, 1, 4, 2], rows: 2, columns: 2, [5, 10]), [2, 1])
    expectEqual(try solveLeastSquares([0, 0, 0, 0], rows: 2, columns: 2, [1, 1]), [0, 0])
  }

  /// Several right sides have the solutions that each has alone, in both orders, of any shape.
  @Test(arguments: [(4, 2), (2, 3), (3, 3)]) func rightSides(rows: Int, columns: Int) throws {
    func element(_ i: Int) -> Double { Double((i * 7 + 3) % 11 - 4) }
    let a: [Double] = (0..<rows * columns).map(element)
    let first: [Double] = (0..<rows).map { Double($0 + 1) }
    let second: [Double] = (0..<rows).map { Double($0 * $0 - 2) }
    let x = try solveLeastSquares(a, rows: rows, columns: columns, first)
    let y = try solveLeastSquares(a, rows: rows, columns: columns, second)
    var sides: [Double] = []
    for row in 0..<rows { sides += [first[row], second[row]] }
    var both: [Double] = []
    for column in 0..<columns { both += [x[column], y[column]] }
    expectEqual(
      try solveLeastSquares(a, rows: rows, columns: columns, sides, rightSides: 2), both)
    var turned: [Double] = []
    for column in 0..<columns { for row in 0..<rows { turned.append(a[row * columns + column]) } }
    expectEqual(
      try solveLeastSquares(
        turned, rows: rows, columns: columns, first + second, rightSides: 2, order: .columnMajor),
      x + y)
  }

  @Test func emptySystems() throws {
    #expect(try solveLeastSquares([], rows: 0, columns: 3, []) == [0, 0, 0])
    #expect(try solveLeastSquares([], rows: 2, columns: 0, [1, 2]) == [])
    #expect(try solve([], order: 0, [], columns: 2) == [])
  }

  @Test func square() throws {
    // Needs a pivot: the first diagonal entry is zero.
    expectEqual(
      try solve([0, 2, 1, 1], order: 2, [4, 2, 3, 5], columns: 2), [1, 4, 2, 1])
    #expect(throws: LinearAlgebraError.self) {
      try solve([1, 2, 2, 4], order: 2, [1, 1], columns: 1)
    }
  }

  @Test func notANumberIsAnError() {
    #expect(throws: LinearAlgebraError.self) {
      try solveLeastSquares([.nan, 1], rows: 1, columns: 2, [1])
    }
    #expect(throws: LinearAlgebraError.self) {
      try solve([.nan], order: 1, [1], columns: 1)
    }
  }
}
