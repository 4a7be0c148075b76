import Kernels

/// The weights of messages of slices by least squares.
public enum SliceLeastSquares {
  /// The weights that come nearest to every slice of Σ_j g_j: for each slice u the w_u that minimizes
  /// ‖w_u B_F − 1_u‖₂, of least norm where several do; 1_u has ones on slice u of all blocks.
  /// - Parameters:
  ///   - rows: The terms of each message.
  ///   - blocks: k.
  ///   - slices: m.
  /// - Returns: w_0, w_1, …, each with a number for each message.
  /// - Complexity: O(m k |F| min(m k, |F|)).
  public static func weights(of rows: [[Term]], blocks: Int, slices: Int) throws(DecodingError)
    -> [Double]
  {
    // Rows of B are the columns of B_Fᵀ.
    let height = blocks * slices
    var columns = Array(repeating: 0.0, count: height * rows.count)
    for (i, row) in rows.enumerated() {
      for term in row {
        columns[i * height + term.slice * blocks + term.block] += term.coefficient
      }
    }
    var targets = Array(repeating: 0.0, count: height * slices)
    for slice in 0..<slices {
      for block in 0..<blocks { targets[slice * height + slice * blocks + block] = 1 }
    }
    do {
      return try solveLeastSquares(
        columns, rows: height, columns: rows.count, targets, rightSides: slices,
        order: .columnMajor)
    } catch { throw DecodingError(error.description) }
  }
}
