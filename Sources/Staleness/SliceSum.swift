public import Coding
public import Kernels

/// y ← slice by slice Σ a_j m_j over the weights of that slice, in the order given.
/// - Parameters:
///   - weights: In the order of their slices.
///   - y: d + 1 elements.
///   - factors: Room for the weights of a slice; its content before and after does not matter.
///   - chosen: Room for the messages of a slice, likewise.
///   - message: What a place holds; nil where it is empty, and then left out.
public func combineSlices<Element: Scalar>(
  _ slices: Slices, _ weights: [Weight], into y: inout MutableSpan<Element>,
  _ factors: inout [Element], _ chosen: inout [Slot<Element>],
  message: (_ place: Int) -> Slot<Element>?
) {
  var next = 0
  for slice in 0..<slices.count {
    factors.removeAll(keepingCapacity: true)
    chosen.removeAll(keepingCapacity: true)
    while next < weights.count, weights[next].slice == slice {
      if let slot = message(weights[next].place) {
        factors.append(.nearest(weights[next].value))
        chosen.append(slot)
      }
      next += 1
    }
    if slices.hasLoss(slice) {
      var loss: Element = 0
      for (factor, slot) in zip(factors, chosen) { loss += factor * slot.vector[slices.width] }
      y[slices.dimension] = loss
    }
    var coordinates = y.part(slices.range(slice))
    if chosen.isEmpty {
      Element.fill(0, &coordinates)
    } else {
      Element.combine(factors, chosen, &coordinates)
    }
  }
  chosen.removeAll(keepingCapacity: true)
  precondition(next == weights.count, "weights in the order of slices that there are")
}
