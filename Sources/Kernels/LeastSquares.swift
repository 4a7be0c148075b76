import CLAPACKE

/// A linear system that LAPACK could not solve.
public struct LinearAlgebraError: Error, Sendable, CustomStringConvertible {
  public let description: String
}

/// How the elements of a matrix follow each other.
public enum MatrixOrder: Sendable {
  case rowMajor, columnMajor
}

/// The minimum-norm solution of min ‖A x − b‖₂, for decoding vectors.
///
/// A is `rows` × `columns`; it may be rank deficient: what has a condition number above 10¹² with
/// the columns before it counts as dependent on them. LAPACK's `dgelsy`: a QR factorization with
/// column pivoting, and a second one from the right where columns are dependent. It is as accurate as
/// the singular value decomposition (`dgelsd`), at a fraction of its cost.
/// - Parameter rightSides: Columns of b, each of which has a solution; b and x are in the order of A.
/// - Complexity: O(rows · columns · min(rows, columns)).
/// - Throws: where an entry is not finite.
public func solveLeastSquares(
  _ a: [Double], rows: Int, columns: Int, _ b: [Double], rightSides: Int = 1,
  order: MatrixOrder = .rowMajor
) throws(LinearAlgebraError) -> [Double] {
  precondition(a.count == rows * columns && b.count == rows * rightSides, "shapes do not fit")
  guard rows > 0, columns > 0, rightSides > 0 else {
    return Array(repeating: 0, count: columns * rightSides)
  }
  var matrix = a
  // The solution may have more rows than b, and takes its place.
  let height = max(rows, columns)
  var solution = Array(repeating: 0.0, count: height * rightSides)
  switch order {
  case .rowMajor: solution.replaceSubrange(0..<b.count, with: b)
  case .columnMajor:
    for side in 0..<rightSides {
      for row in 0..<rows { solution[side * height + row] = b[side * rows + row] }
    }
  }
  var pivots = Array(repeating: Int32(0), count: columns)
  var rank: Int32 = 0
  let sides = Int32(rightSides)
  let code =
    switch order {
    case .rowMajor:
      LAPACKE_dgelsy(
        LAPACK_ROW_MAJOR, Int32(rows), Int32(columns), sides, &matrix, Int32(columns), &solution,
        sides, &pivots, 1e-12, &rank)
    case .columnMajor:
      LAPACKE_dgelsy(
        LAPACK_COL_MAJOR, Int32(rows), Int32(columns), sides, &matrix, Int32(rows), &solution,
        Int32(height), &pivots, 1e-12, &rank)
    }
  guard code == 0 else {
    throw LinearAlgebraError(
      description: "decoding: LAPACK dgelsy failed on a \(rows) × \(columns) system (code \(code))")
  }
  switch order {
  case .rowMajor: return Array(solution[..<(columns * rightSides)])
  case .columnMajor:
    return (0..<rightSides).flatMap { solution[$0 * height..<$0 * height + columns] }
  }
}

/// The solution X of A X = B for a square A of `order`, B of `order` × `columns`, row major.
/// - Complexity: O(order³). LAPACK's `dgesv`.
/// - Throws: where A is singular to working precision.
public func solve(_ a: [Double], order: Int, _ b: [Double], columns: Int)
  throws(LinearAlgebraError) -> [Double]
{
  precondition(a.count == order * order && b.count == order * columns, "shapes do not fit")
  guard order > 0, columns > 0 else { return [] }
  var matrix = a
  var solution = b
  var pivots = Array(repeating: Int32(0), count: order)
  let code = LAPACKE_dgesv(
    LAPACK_ROW_MAJOR, Int32(order), Int32(columns), &matrix, Int32(order), &pivots, &solution,
    Int32(columns))
  guard code == 0 else {
    throw LinearAlgebraError(
      description: "decoding: a \(order) × \(order) system is singular (LAPACK dgesv, code \(code))"
    )
  }
  return solution
}

/// The solution of A x = b for a symmetric positive definite A of `order`, row major.
/// - Complexity: O(order³ / 3). LAPACK's `dposv`, Cholesky's factorization.
/// - Parameter a: A; in the end its factor.
/// - Returns: nil where A is not positive definite to working precision.
public func solvePositive(_ a: inout [Double], order: Int, _ b: [Double]) -> [Double]? {
  precondition(a.count == order * order && b.count == order, "shapes do not fit")
  guard order > 0 else { return [] }
  var solution = b
  // Symmetric, so the lower triangle by rows is the upper one by columns, which LAPACK takes as it is.
  let code = LAPACKE_dposv_work(
    LAPACK_COL_MAJOR, UInt8(ascii: "U").character, Int32(order), 1, &a, Int32(order),
    &solution,
    Int32(order))
  return code == 0 ? solution : nil
}

/// Eigenvalues, ascending, and eigenvectors of a symmetric matrix of `order`.
/// - Complexity: O(order³). LAPACK's `dsyev`.
/// - Returns: The vectors as rows; nil where it does not converge or an entry is not finite.
public func symmetricEigen(_ a: [Double], order: Int) -> (values: [Double], vectors: [Double])? {
  precondition(a.count == order * order, "shapes do not fit")
  guard order > 0 else { return ([], []) }
  var vectors = a
  var values = Array(repeating: 0.0, count: order)
  let code = LAPACKE_dsyev(
    LAPACK_COL_MAJOR, UInt8(ascii: "V").character, UInt8(ascii: "U").character, Int32(order),
    &vectors, Int32(order), &values)
  return code == 0 && values.allSatisfy(\.isFinite) ? (values, vectors) : nil
}

extension UInt8 {
  /// As C's `char`.
  fileprivate var character: CChar { CChar(bitPattern: self) }
}
