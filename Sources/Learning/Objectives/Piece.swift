import Datasets
import Kernels

/// A few rows of a batch, whose features fit the second-level cache.
enum Piece {
  case rows(Range<Int>)
  case chosen(ArraySlice<Int>)

  var count: Int {
    switch self {
    case .rows(let range): range.count
    case .chosen(let rows): rows.count
    }
  }
}

extension Batch {
  /// The samples with the positions `range` of this batch.
  func piece(_ range: Range<Int>) -> Piece {
    switch self {
    case .rows(let rows):
      .rows(rows.lowerBound + range.lowerBound..<rows.lowerBound + range.upperBound)
    case .chosen(let rows): .chosen(rows[range])
    }
  }
}

extension Dataset {
  /// Lends the labels of a piece; those of chosen rows are gathered in memory for `most` of them.
  func withLabels(
    of piece: Piece, most: Int, _ workspace: Workspace<Element>, slot: Int,
    _ body: (Span<Element>) -> Void
  ) {
    switch piece {
    case .rows(let rows): body(labels.span.extracting(rows))
    case .chosen(let rows):
      workspace.slot(slot, count: most).vector.withMutableSpan { memory in
        var gathered = memory.part(0..<rows.count)
        Element.gatherRows(labels.span, columns: 1, chosen: rows.span, &gathered)
        body(gathered.span)
      }
    }
  }

  /// Where `Features.times` gathers chosen rows of a dense matrix, `most` of them.
  func gathered(_ piece: Piece, most: Int, _ workspace: Workspace<Element>, slot: Int)
    -> Slot<Element>
  {
    if case .chosen = piece, case .dense = features {
      return workspace.slot(slot, count: most * features.columns)
    }
    return workspace.slot(slot, count: 0)
  }
}

extension Features {
  /// Z ← the rows of a piece, with all their zeros.
  func copyRows(_ piece: Piece, _ z: inout MutableSpan<Element>) {
    switch (self, piece) {
    case (.dense(let matrix), .rows(let rows)): matrix.withRows(rows) { Element.copy($0, &z) }
    case (.dense(let matrix), .chosen(let rows)):
      matrix.withRows(0..<matrix.rows) {
        Element.gatherRows($0, columns: matrix.columns, chosen: rows.span, &z)
      }
    case (.sparse(let matrix), .rows(let rows)): Element.denseRows(matrix, rows: rows, &z)
    case (.sparse(let matrix), .chosen(let rows)):
      Element.denseRows(matrix, chosen: rows.span, &z)
    }
  }

  /// Bytes that a pass over one row reads, on average.
  var bytesPerRow: Int {
    switch self {
    case .dense(let matrix): matrix.columns * MemoryLayout<Element>.stride
    case .sparse(let matrix):
      matrix.indices.count / max(1, matrix.rows)
        * (MemoryLayout<Int32>.stride + (matrix.values.isEmpty ? 0 : MemoryLayout<Element>.stride))
    }
  }

  /// Z ← A_piece W.
  ///
  /// Chosen rows of a dense matrix are gathered first; `addTransposed` finds them there.
  func times(
    _ piece: Piece, _ w: Span<Element>, width: Int, _ z: inout MutableSpan<Element>,
    gathered: Slot<Element>
  ) {
    switch (self, piece) {
    case (_, .rows(let rows)): times(rows, w, width: width, &z)
    case (.sparse(let matrix), .chosen(let rows)):
      Element.sparseTimes(matrix, chosen: rows.span, w, width: width, &z)
    case (.dense(let matrix), .chosen(let rows)):
      gathered.vector.withMutableSpan { memory in
        var a = memory.part(0..<rows.count * columns)
        matrix.withRows(0..<matrix.rows) {
          Element.gatherRows($0, columns: columns, chosen: rows.span, &a)
        }
        if width == 1 {
          Element.gemv(1, a.span, rows: rows.count, w, 0, &z)
        } else {
          Element.gemm(1, a.span, w, 0, &z, m: rows.count, n: width, k: columns)
        }
      }
    }
  }

  /// G ← β G + α A_pieceᵀ R, after `times` of the same piece with the same memory; β is 0 or 1.
  func addTransposed(
    _ alpha: Element, _ piece: Piece, _ r: Span<Element>, width: Int,
    onto beta: Element = 1, _ g: inout MutableSpan<Element>, gathered: Slot<Element>
  ) {
    switch (self, piece) {
    case (_, .rows(let rows)): addTransposed(alpha, rows, r, width: width, onto: beta, &g)
    case (.sparse(let matrix), .chosen(let rows)):
      if beta == 0 { Element.fill(0, &g) }
      Element.addSparseTransposed(alpha, matrix, chosen: rows.span, r, width: width, &g)
    case (.dense, .chosen(let rows)):
      gathered.vector.withSpan { memory in
        let a = memory.extracting(0..<rows.count * columns)
        if width == 1 {
          Element.gemvTransposed(alpha, a, r, beta, &g)
        } else {
          Element.gemmTransposed(alpha, a, r, beta, &g, m: columns, n: width, k: rows.count)
        }
      }
    }
  }
}
