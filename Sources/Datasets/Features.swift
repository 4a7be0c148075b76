public import Kernels

/// The features of a data set: one row a sample, dense or compressed sparse.
public enum Features<Element: Scalar>: Sendable {
  case dense(DenseRows<Element>)
  case sparse(SparseRows<Element>)

  /// The number of samples.
  public var rows: Int {
    switch self {
    case .dense(let matrix): matrix.rows
    case .sparse(let matrix): matrix.rows
    }
  }

  /// The number of features of a sample.
  public var columns: Int {
    switch self {
    case .dense(let matrix): matrix.columns
    case .sparse(let matrix): matrix.columns
    }
  }

  /// Z ← A_rows W, with W of columns × `width` and Z of rows.count × `width`.
  public func times(
    _ rows: Range<Int>, _ w: Span<Element>, width: Int, _ z: inout MutableSpan<Element>
  ) {
    switch self {
    case .dense(let matrix):
      matrix.withRows(rows) { a in
        if width == 1 {
          Element.gemv(1, a, rows: rows.count, w, 0, &z)
        } else {
          Element.gemm(1, a, w, 0, &z, m: rows.count, n: width, k: matrix.columns)
        }
      }
    case .sparse(let matrix): Element.sparseTimes(matrix, rows: rows, w, width: width, &z)
    }
  }

  /// G ← β G + α A_rowsᵀ R, with R of rows.count × `width` and G of columns × `width`; β is 0 or 1.
  public func addTransposed(
    _ alpha: Element, _ rows: Range<Int>, _ r: Span<Element>, width: Int,
    onto beta: Element = 1, _ g: inout MutableSpan<Element>
  ) {
    switch self {
    case .dense(let matrix):
      matrix.withRows(rows) { a in
        if width == 1 {
          Element.gemvTransposed(alpha, a, r, beta, &g)
        } else {
          Element.gemmTransposed(alpha, a, r, beta, &g, m: matrix.columns, n: width, k: rows.count)
        }
      }
    case .sparse(let matrix):
      if beta == 0 { Element.fill(0, &g) }
      Element.addSparseTransposed(alpha, matrix, rows: rows, r, width: width, &g)
    }
  }
}
