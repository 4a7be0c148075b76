import Kernels

/// Finds decoding vectors by least squares, min ‖B_Fᵀ a − 1‖₂, and remembers them.
///
/// Straggler sets repeat, and a solve costs O(n |F|²) however small the model: none is done twice
/// while it is among the last `capacity`, as many as fit into 8 MiB where n is large.
public struct LeastSquaresDecoder: Sendable {
  private let matrix: EncodingMatrix
  private let capacity: Int
  private var solved: [[Int]: [Double]] = [:]
  private var order: [[Int]] = []

  /// What all remembered sets may take.
  static let bytes = 8 << 20

  /// A decoder for the rows of `matrix`.
  public init(_ matrix: EncodingMatrix, remembering capacity: Int = 512) {
    self.matrix = matrix
    // A set and its weights, 8 bytes each for every row at most.
    self.capacity = max(1, min(capacity, Self.bytes / (16 * max(1, matrix.rows))))
  }

  /// The decoding vector for the rows `received`, ascending; the minimum-norm one where several do.
  public mutating func weights(received: [Int]) throws(DecodingError) -> [Double] {
    if let known = solved[received] { return known }
    let weights = try Self.solve(matrix, received: received)
    if order.count == capacity { solved[order.removeFirst()] = nil }
    order.append(received)
    solved[received] = weights
    return weights
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
