import Kernels

/// Finds decoding vectors by least squares, min ‖B_Fᵀ a − 1‖₂, and remembers them.
///
/// Straggler sets repeat, and a solve costs O(n |F|²) however small the model: none is done twice
/// while it is among the last `capacity`.
public struct LeastSquaresDecoder: Sendable {
  private let matrix: EncodingMatrix
  private let capacity: Int
  private var solved: [[Int]: [Double]] = [:]
  private var order: [[Int]] = []

  /// A decoder for the rows of `matrix`.
  public init(_ matrix: EncodingMatrix, remembering capacity: Int = 512) {
    self.matrix = matrix
    self.capacity = capacity
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
    var transposed: [Double] = []
    transposed.reserveCapacity(matrix.columns * received.count)
    for column in 0..<matrix.columns {
      for row in received { transposed.append(matrix[row, column]) }
    }
    do {
      return try solveLeastSquares(
        transposed, rows: matrix.columns, columns: received.count,
        Array(repeating: 1, count: matrix.columns))
    } catch { throw DecodingError(error.description) }
  }
}
