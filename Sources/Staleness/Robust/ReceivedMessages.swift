import Coding
import Kernels

/// The messages of a step as the parameter server reads them: copies, in which liars have lied.
///
/// Place j · parts + p has part p of worker j.
struct ReceivedMessages<Element: Scalar> {
  /// Messages a task may send.
  let parts: Int
  private let attack: Attack?
  private var slots: [Slot<Element>] = []

  /// - Parameter attack: nil where all are honest.
  init(parts: Int, attack: Attack?) {
    self.parts = parts
    self.attack = attack
  }

  /// The messages that weights name, in their order; what they were before is gone.
  mutating func read<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, length: Int
  ) throws -> [Slot<Element>] {
    while slots.count < weights.count { slots.append(Slot(length, repeating: 0)) }
    let messages = Array(slots.prefix(weights.count))
    for (weight, slot) in zip(weights, messages) {
      try held.withMessage(at: weight.place) { message in
        slot.vector.withMutableSpan { Element.copy(message, &$0) }
      }
    }
    guard let attack else { return messages }
    // Who sends several messages lies in each.
    for part in 0..<parts {
      let those = weights.indices.filter { weights[$0].place % parts == part }
      attack.apply(
        to: those.map { messages[$0] }, from: those.map { weights[$0].place / parts })
    }
    return messages
  }

  /// y ← Σ factor · message.
  static func add(_ summands: [(Slot<Element>, Double)], _ y: inout MutableSpan<Element>) {
    Element.fill(0, &y)
    for (slot, factor) in summands {
      slot.vector.withSpan { Element.axpy(.nearest(factor), $0, &y) }
    }
  }
}
