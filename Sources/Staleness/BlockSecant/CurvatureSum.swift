import Kernels

/// Σ_i B_i as a matrix of d × d, kept while blocks come and go.
///
/// For problems with fewer parameters than pairs: a block costs O(m d²) when it changes, a step O(d³ / 3),
/// and the products between blocks are not needed.
struct CurvatureSum<Element: Scalar> {
  private let dimension: Int
  private let rows: Int
  let sum: Slot<Element>
  /// A_i⁻¹ Y_i of the block that is added.
  private let weighted: Slot<Element>
  private var system: [Double]
  var changes = 0

  /// - Parameter rows: Of a block, those without a pair included.
  init(dimension d: Int, rows: Int) {
    dimension = d
    self.rows = rows
    sum = Slot(d * d, repeating: 0)
    weighted = Slot(rows * d, repeating: 0)
    system = Array(repeating: 0, count: d * d)
  }

  /// Whether so many blocks have changed that the sum should be made anew.
  func isWorn(blocks: Int) -> Bool { changes > 16 * blocks }

  /// Makes it zero.
  mutating func clear() {
    changes = 0
    sum.vector.withMutableSpan { Element.fill(0, &$0) }
  }

  /// Adds sign · Y_iᵀ A_i⁻¹ Y_i.
  /// - Parameter y: The rows of all blocks.
  mutating func add(_ block: SecantBlock, of y: Span<Element>, _ sign: Element) {
    guard let any = block.rows.first else { return }
    changes += 1
    let d = dimension
    let first = any / rows * rows
    let own = y.extracting(first * d..<(first + rows) * d)
    weighted.vector.withMutableSpan { w in
      Element.fill(0, &w)
      let m = block.rows.count
      for i in 0..<m {
        let at = block.rows[i] - first
        var row = w.part(at * d..<(at + 1) * d)
        for j in 0..<m {
          let other = block.rows[j] - first
          Element.axpy(
            .nearest(block.inverse[i * m + j]), own.extracting(other * d..<(other + 1) * d), &row)
        }
      }
    }
    weighted.vector.withSpan { w in
      sum.vector.withMutableSpan {
        Element.gemmTransposed(sign, own, w, 1, &$0, m: d, n: d, k: rows)
      }
    }
  }

  /// g ← (a I + Σ B_i)⁻¹ g.
  /// - Returns: false where that is not positive definite to working precision: g is then g / a.
  mutating func solve(_ g: inout MutableSpan<Element>, damping a: Double) -> Bool {
    let d = dimension
    sum.vector.withSpan { h in for i in 0..<d * d { system[i] = h[i].double } }
    for i in 0..<d { system[i * d + i] += a }
    guard let solution = solvePositive(&system, order: d, Element.doubles(g.span)) else {
      Element.scale(.nearest(1 / a), &g)
      return false
    }
    for i in 0..<d { g[i] = .nearest(solution[i]) }
    return true
  }
}
