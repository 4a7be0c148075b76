import Kernels

/// Finds decoding vectors by least squares, min ‖B_Fᵀ a − 1‖₂, and remembers them.
///
/// A solve costs O(n |F|²) however small the model.
public struct LeastSquaresDecoder: Sendable {
  private let matrix: EncodingMatrix
  private var sets: SolvedSets

  /// A decoder for the rows of `matrix`.
  public init(_ matrix: EncodingMatrix, remembering capacity: Int = 512) {
    self.matrix = matrix
    // A set and its weights.
    sets = SolvedSets(numbers: 2 * matrix.rows, remembering: capacity)
  }

  /// The decoding vector for the rows `received`, ascending; the minimum-norm one where several do.
  public mutating func weights(received: [Int]) throws(DecodingError) -> [Double] {
    try sets.weights(of: received) { [matrix] () throws(DecodingError) in
      try Self.solve(matrix, received: received)
    }
  }

  /// Solves afresh.
  public static func solve(_ matrix: EncodingMatrix, received: [Int]) throws(DecodingError)
    -> [Double]
  {
    // Rows of B are the columns of B_Fᵀ.
    var columns: [Double] = []
    columns.reserveCapacity(matrix.columns * received.count)
    for row in received { columns += matrix.row(row) }
    do {
      return try solveLeastSquares(
        columns, rows: matrix.columns, columns: received.count,
        Array(repeating: 1, count: matrix.columns), order: .columnMajor)
    } catch { throw DecodingError(error.description) }
  }
}
