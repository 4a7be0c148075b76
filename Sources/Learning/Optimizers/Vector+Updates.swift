import Kernels

/// Kernels as methods, so that a rule's vectors are lent one at a time.
extension Vector where Element: Scalar {
  /// This ← x.
  mutating func copy(_ x: Span<Element>) {
    var y = mutableSpan
    Element.copy(x, &y)
  }

  /// This ← x.
  mutating func copy(_ x: borrowing Vector) { copy(x.span) }

  /// This ← α x.
  mutating func copy(_ alpha: Element, _ x: borrowing Vector) {
    var y = mutableSpan
    Element.scaledCopy(alpha, x.span, &y)
  }

  /// This ← this + α x.
  mutating func add(_ alpha: Element, _ x: Span<Element>) {
    var y = mutableSpan
    Element.axpy(alpha, x, &y)
  }

  /// This ← this + α x.
  mutating func add(_ alpha: Element, _ x: borrowing Vector) { add(alpha, x.span) }

  /// This ← α this.
  mutating func scale(_ alpha: Element) {
    var y = mutableSpan
    Element.scale(alpha, &y)
  }
}
