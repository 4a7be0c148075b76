import Coding
import Kernels

/// A block's gradient with its coefficient in a message, and the slice of it that is meant.
struct WeightedGradient<Element: Scalar> {
  var coefficient: Double
  var slice: Int
  var gradient: Slot<Element>
}

/// message ← Σ B_ji g_i, in the order of the terms, or of slices of g_i.
///
/// MPI ranks and the virtual cluster both build messages here, so that they get the same bits.
func assemble<Element: Scalar>(
  _ terms: [WeightedGradient<Element>], of slices: Slices, into message: inout MutableSpan<Element>
) {
  if slices.count > 1 { return addUp(terms, of: slices, into: &message) }
  guard let first = terms.first else { return Element.fill(0, &message) }
  first.gradient.vector.withSpan {
    Element.scaledCopy(.nearest(first.coefficient), $0, &message)
  }
  for term in terms.dropFirst() {
    term.gradient.vector.withSpan { Element.axpy(.nearest(term.coefficient), $0, &message) }
  }
}

private func addUp<Element: Scalar>(
  _ terms: [WeightedGradient<Element>], of slices: Slices, into message: inout MutableSpan<Element>
) {
  Element.fill(0, &message)
  let last = slices.width
  for term in terms {
    let coefficient = Element.nearest(term.coefficient)
    let range = slices.range(term.slice)
    let loss = term.gradient.vector[slices.dimension]
    // Zero times a loss that is not finite is not finite either: it marks the message.
    message[last] += (slices.hasLoss(term.slice) ? coefficient : 0) * loss
    guard !range.isEmpty else { continue }
    var coordinates = message.part(0..<range.count)
    term.gradient.vector.withSpan {
      Element.axpy(coefficient, $0.extracting(range), &coordinates)
    }
  }
}
