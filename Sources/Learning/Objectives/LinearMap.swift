import Datasets
public import Kernels

/// The engine that the linear objectives share: Z = X W + 1 bᵀ, a residual for each of its entries,
/// G = Xᵀ R.
///
/// Parameters are W, `columns` × `width` row major, then `width` biases. A batch is walked in pieces
/// whose features fit the second-level cache: both products read them, memory is read once. Sums run
/// in the order of the rows and pieces depend on shapes alone, so that a result has the same bits
/// whenever it is computed.
public struct LinearMap<Element: Scalar>: Sendable {
  let columns: Int
  let width: Int
  let bias: Bool

  var dimension: Int { (columns + (bias ? 1 : 0)) * width }

  private var weights: Range<Int> { 0..<columns * width }
  private var biases: Range<Int> { columns * width..<dimension }

  /// How many rows a piece has: a multiple of eight where there are eight, for BLAS.
  func rowsPerPiece(_ features: Features<Element>) -> Int {
    let row = features.bytesPerRow + (width + 1) * MemoryLayout<Element>.stride
    let rows = pieceBytes / row
    return rows < 8 ? max(1, rows) : (rows + 4) / 8 * 8
  }

  /// Measured: products with a vector gain most by 256 KiB; those with a matrix repack it for each
  /// piece and gain most by 1 MiB.
  private var pieceBytes: Int { (width == 1 ? 256 : 1024) * 1024 }

  /// Adds scale · Σ ∇ℓ to `g` and returns Σ ℓ, or nil where `proceed` said no.
  /// - Parameter residuals: Turns outputs into ∂ℓ/∂z in place and returns Σ ℓ.
  func addGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>,
    while proceed: () -> Bool, residuals: (inout MutableSpan<Element>, Span<Element>) -> Double
  ) -> Double? {
    precondition(g.count == dimension, "a gradient of another model")
    var loss = 0.0
    let whole = walk(batch, in: data, at: x, using: workspace, while: proceed) {
      _, piece, z, labels, gathered in
      loss += residuals(&z, labels)
      var slopes = g.part(weights)
      data.features.addTransposed(scale, piece, z.span, width: width, &slopes, gathered: gathered)
      if bias {
        var ends = g.part(biases)
        Element.addColumnSums(scale, z.span, &ends)
      }
    }
    return whole ? loss : nil
  }

  /// Calls `body` with the outputs of each piece; false where `proceed` said no.
  ///
  /// It gets the piece's positions in the batch, its rows, Z to change, labels, and where
  /// `Features.addTransposed` finds the rows.
  func walk(
    _ batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    using workspace: Workspace<Element>, while proceed: () -> Bool,
    _ body: (
      Range<Int>, Piece, inout MutableSpan<Element>, Span<Element>, Slot<Element>
    ) -> Void
  ) -> Bool {
    precondition(data.features.columns == columns, "a data set of another width")
    precondition(x.count == dimension, "parameters of another model")
    let step = min(rowsPerPiece(data.features), batch.count)
    let outputs = workspace.slot(Memory.outputs, count: step * width)
    var begin = 0
    while begin < batch.count {
      guard proceed() else { return false }
      let range = begin..<min(begin + step, batch.count)
      let piece = batch.piece(range)
      let gathered = data.gathered(piece, most: step, workspace, slot: Memory.rows)
      outputs.vector.withMutableSpan { memory in
        var z = memory.part(0..<range.count * width)
        data.features.times(piece, x.extracting(weights), width: width, &z, gathered: gathered)
        if bias { Element.addToRows(x.extracting(biases), &z) }
        data.withLabels(of: piece, most: step, workspace, slot: Memory.labels) { labels in
          body(range, piece, &z, labels, gathered)
        }
      }
      begin = range.upperBound
    }
    return true
  }

  /// What `body` makes of the outputs for a whole data set and its labels; without a sample, a loss
  /// that is not a number and no metrics.
  func evaluate(
    _ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>,
    _ body: (inout MutableSpan<Element>, Span<Element>) -> Evaluation
  ) -> Evaluation {
    guard data.count > 0 else { return Evaluation(loss: .nan, metrics: []) }
    let all = workspace.slot(Memory.all, count: data.count * width)
    return all.vector.withMutableSpan { memory in
      _ = walk(.rows(0..<data.count), in: data, at: x, using: workspace, while: { true }) {
        range, _, z, _, _ in
        var part = memory.part(range.lowerBound * width..<range.upperBound * width)
        Element.copy(z.span, &part)
      }
      var outputs = memory.part(0..<data.count * width)
      return body(&outputs, data.labels.span)
    }
  }
}

/// Numbers of the vectors in a workspace.
private enum Memory {
  static let outputs = 0
  static let rows = 1
  static let labels = 2
  static let all = 3
}
