import Kernels

/// The last m pairs of differences, of models s and of gradients y, and the inverse Hessian that
/// they make.
///
/// - Complexity: 2 m vectors of d elements; 4 m passes over a vector for a product.
/// - Source: Nocedal, "Updating quasi-Newton matrices with limited storage", Mathematics of
///   Computation 35, 1980: the recursion in two loops.
struct CurvaturePairs<Element: Scalar>: ~Copyable {
  /// m.
  let most: Int
  private let dimension: Int
  /// Rows of s, and rows of y, in a ring.
  private var s: Vector<Element>
  private var y: Vector<Element>
  private(set) var count = 0
  private var newest = -1
  private var products: [Element]
  private var factors: [Element]

  init(most: Int, dimension: Int) {
    self.most = most
    self.dimension = dimension
    s = Vector(repeating: 0, count: most * dimension)
    y = Vector(repeating: 0, count: most * dimension)
    products = Array(repeating: 0, count: most)
    factors = products
  }

  mutating func forget() {
    count = 0
    newest = -1
  }

  /// Keeps the differences `after` − `before` in place of the oldest, unless they show no curvature.
  mutating func add(
    models after: borrowing Vector<Element>, minus before: borrowing Vector<Element>,
    gradients gradient: borrowing Vector<Element>, minus older: borrowing Vector<Element>
  ) {
    let slot = (newest + 1) % most
    let rows = rows(slot)
    Self.subtract(before, from: after, into: &s, rows)
    Self.subtract(older, from: gradient, into: &y, rows)
    let product = Element.dot(s.span.extracting(rows), y.span.extracting(rows))
    let lengths =
      Element.norm(s.span.extracting(rows)) * Element.norm(y.span.extracting(rows))
    guard product.double > 1e-14 * lengths else { return spoil() }
    products[slot] = product
    newest = slot
    count = min(count + 1, most)
  }

  /// A slot was written to and is not used; where the ring is full, that was the oldest pair.
  private mutating func spoil() { if count == most { count -= 1 } }

  private static func subtract(
    _ b: borrowing Vector<Element>, from a: borrowing Vector<Element>,
    into rows: inout Vector<Element>, _ range: Range<Int>
  ) {
    var all = rows.mutableSpan
    var row = all._mutatingExtracting(range)
    Element.copy(a.span, &row)
    Element.axpy(-1, b.span, &row)
  }

  /// g ← H g; unchanged where there is no pair.
  mutating func precondition(_ g: inout Vector<Element>) {
    guard count > 0 else { return }
    for age in 0..<count {
      let i = slot(age: age)
      factors[i] = Element.dot(s.span.extracting(rows(i)), g.span) / products[i]
      g.add(-factors[i], y.span.extracting(rows(i)))
    }
    let last = y.span.extracting(rows(newest))
    let scale = products[newest] / Element.dot(last, last)
    g.scale(scale)
    for age in (0..<count).reversed() {
      let i = slot(age: age)
      let remaining = factors[i] - Element.dot(y.span.extracting(rows(i)), g.span) / products[i]
      g.add(remaining, s.span.extracting(rows(i)))
    }
  }

  private func slot(age: Int) -> Int { (newest - age + most) % most }

  private func rows(_ slot: Int) -> Range<Int> { slot * dimension..<(slot + 1) * dimension }

  /// Rows of s and of y, oldest first, for a checkpoint.
  var saved: (s: [Element], y: [Element]) {
    var all: (s: [Element], y: [Element]) = ([], [])
    for age in (0..<count).reversed() {
      let i = slot(age: age)
      all.s += Element.elements(s.span.extracting(rows(i)))
      all.y += Element.elements(y.span.extracting(rows(i)))
    }
    return all
  }

  /// Takes back what `saved` gave, in rows of d elements.
  mutating func restore(s savedS: [Element], y savedY: [Element]) {
    forget()
    let zero = Vector<Element>(repeating: 0, count: dimension)
    for first in stride(from: 0, to: savedS.count, by: dimension) {
      let rows = first..<first + dimension
      add(
        models: Vector(copying: savedS.span.extracting(rows)), minus: zero,
        gradients: Vector(copying: savedY.span.extracting(rows)), minus: zero)
    }
  }
}
