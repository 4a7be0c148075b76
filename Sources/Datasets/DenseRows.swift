public import Kernels

/// A dense matrix, row major, immutable and shared.
public final class DenseRows<Element: Scalar>: Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  private let elements: Vector<Element>

  /// A matrix that takes over its elements.
  /// - Precondition: elements.count == rows · columns.
  public init(rows: Int, columns: Int, _ elements: consuming Vector<Element>) {
    precondition(elements.count == rows * columns, "elements do not fit the shape")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// Lends consecutive rows: rows.count × columns elements.
  public func withRows<R, E: Error>(
    _ rows: Range<Int>, _ body: (Span<Element>) throws(E) -> R
  ) throws(E) -> R {
    try elements.withSpan { all throws(E) in
      try body(all.extracting(rows.lowerBound * columns..<rows.upperBound * columns))
    }
  }
}
