import Kernels

/// A block's gradient with its coefficient in a message.
struct WeightedGradient<Element: Scalar> {
  var coefficient: Double
  var gradient: Slot<Element>
}

/// message ← Σ B_ji g_i, in the order of the terms.
///
/// MPI ranks and the virtual cluster both build messages here, so that they get the same bits.
func assemble<Element: Scalar>(
  _ terms: [WeightedGradient<Element>], into message: inout MutableSpan<Element>
) {
  guard let first = terms.first else { return Element.fill(0, &message) }
  first.gradient.vector.withSpan {
    Element.scaledCopy(.nearest(first.coefficient), $0, &message)
  }
  for term in terms.dropFirst() {
    term.gradient.vector.withSpan { Element.axpy(.nearest(term.coefficient), $0, &message) }
  }
}
