import Datasets
import Kernels

/// The gradient of a block as one would write it with BLAS: a product over the whole block, a pass
/// over its outputs, a product with the transpose.
///
/// `Scalar`'s products are single calls of `cblas_?gemv` and `cblas_?gemm`, and the passes over the
/// outputs are the objectives' own: what differs is the walk in pieces.
struct PlainGradient<Element: Scalar> {
  typealias Residuals = (inout MutableSpan<Element>, Span<Element>) -> Double

  private let columns: Int
  private let width: Int
  private let residuals: Residuals
  private let outputs = Slot<Element>(0, repeating: 0)

  init(columns: Int, width: Int, _ residuals: @escaping Residuals) {
    self.columns = columns
    self.width = width
    self.residuals = residuals
  }

  mutating func add(
    _ rows: Range<Int>, of data: Dataset<Element>, at x: borrowing Vector<Element>,
    to g: inout Vector<Element>
  ) {
    if outputs.vector.count != rows.count * width {
      outputs.vector = Vector(repeating: 0, count: rows.count * width)
    }
    let weights = 0..<columns * width
    let biases = weights.upperBound..<x.count
    let model = x.span
    var sum = g.mutableSpan
    outputs.vector.withMutableSpan { z in
      data.features.times(rows, model.extracting(weights), width: width, &z)
      Element.addToRows(model.extracting(biases), &z)
      _ = residuals(&z, data.labels.span.extracting(rows))
      var slopes = sum.part(weights)
      data.features.addTransposed(1, rows, z.span, width: width, &slopes)
    }
    outputs.vector.withSpan { z in
      var ends = sum.part(biases)
      Element.addColumnSums(1, z, &ends)
    }
  }
}

/// Different numbers between −1 and 1, so that no product is with zero.
func fillUnevenly<Element: Scalar>(_ x: inout MutableSpan<Element>) {
  var state: UInt32 = 1
  for i in 0..<x.count {
    state = state &* 1_664_525 &+ 1_013_904_223
    x[i] = .nearest(Double(state) / 2_147_483_648 - 1)
  }
}
