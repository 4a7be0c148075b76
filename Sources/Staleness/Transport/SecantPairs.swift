import Kernels

/// The last pairs of one block: how its gradient changed between models at which it was evaluated.
///
/// A pair is s = z_new − z_old and y = g_new − g_old of successive evaluations; with a quadratic block
/// y = H s.
struct SecantPairs<Element: Scalar> {
  /// Oldest first, as many as there is room for.
  private(set) var s: [Slot<Element>] = []
  private(set) var y: [Slot<Element>] = []
  /// s_iᵀ y_j, by rows.
  private(set) var products: [[Double]] = []
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  var count: Int { s.count }

  /// B_{q−1} s_q and s_qᵀ B_{q−1} s_q of the BFGS form, where it is used.
  private(set) var images: [(a: Slot<Element>, sa: Double)] = []

  /// Adds a pair, in place of the oldest where there is no room.
  /// - Returns: The vectors of the pair that is dropped.
  mutating func append(_ pair: (s: Slot<Element>, y: Slot<Element>))
    -> (s: Slot<Element>, y: Slot<Element>)?
  {
    var dropped: (s: Slot<Element>, y: Slot<Element>)?
    if s.count == capacity {
      dropped = (s.removeFirst(), y.removeFirst())
      products.removeFirst()
      for i in products.indices { products[i].removeFirst() }
    }
    s.append(pair.s)
    y.append(pair.y)
    for i in products.indices { products[i].append(dot(s[i], pair.y)) }
    products.append(y.map { dot(pair.s, $0) })
    return dropped
  }

  /// Makes the images anew, after a pair has come.
  mutating func makeImages(
    _ image: (inout Slot<Element>, Int, [(a: Slot<Element>, sa: Double)]) -> Void
  ) {
    var made: [(a: Slot<Element>, sa: Double)] = []
    for q in s.indices {
      var a = q < images.count ? images[q].a : Slot(s[q].vector.count, repeating: 0)
      image(&a, q, made)
      made.append((a, dot(s[q], a)))
    }
    images = made
  }
}

/// xᵀ y of two vectors that are kept.
func dot<Element: Scalar>(_ x: Slot<Element>, _ y: Slot<Element>) -> Double {
  x.vector.withSpan { x in y.vector.withSpan { y in Element.dot(x, y).double } }
}
