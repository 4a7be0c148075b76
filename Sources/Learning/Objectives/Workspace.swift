public import Kernels

/// Named vectors that grow when first needed and are used again after: no allocation in steady state.
public final class Workspace<Element: Scalar> {
  private var slots: [Slot<Element>] = []

  /// An empty workspace.
  public init() {}

  /// The vector number `index`, at least `count` long; its content is what was left there.
  public func slot(_ index: Int, count: Int) -> Slot<Element> {
    while slots.count <= index { slots.append(Slot(0, repeating: 0)) }
    if slots[index].vector.count < count { slots[index] = Slot(count, repeating: 0) }
    return slots[index]
  }
}
