import Coding
import Kernels
import Staleness

/// A message that has arrived in name only: what it contains is evaluated when it is used.
///
/// A class, so that a place and the record of what replaced what share one content.
final class PromisedMessage<Element: Scalar> {
  /// A summand: the coefficient and the gradient's name.
  struct Summand {
    var coefficient: Double
    var slice: Int
    var gradient: PromisedGradient<Element>
  }

  let assignment: Assignment
  let part: Int
  let snapshot: ModelSnapshot<Element>
  /// Its summands by name, once they are known; with the content they go.
  var summands: [Summand]?
  /// What was added to it in its place, of which the first `summed` are in the content.
  var added: [PromisedMessage<Element>] = []
  private var summed = 0
  private var content: Slot<Element>?
  /// The gradient that owns `content`, where the message is that gradient.
  private var owner: PromisedGradient<Element>?
  private let pool: VectorPool<Element>

  init(
    _ assignment: Assignment, part: Int, snapshot: ModelSnapshot<Element>, pool: VectorPool<Element>
  ) {
    self.assignment = assignment
    self.part = part
    self.snapshot = snapshot
    self.pool = pool
  }

  deinit { if owner == nil, let content { pool.give(content) } }

  /// Whether its summands are still to be named or evaluated.
  var isPromise: Bool { content == nil }

  /// What was added and is not yet in the content.
  var unsummed: ArraySlice<PromisedMessage<Element>> { added[summed...] }

  /// Its content, with what was added, of gradients that are evaluated.
  func filled(_ slices: Slices) -> Slot<Element> {
    let slot = content ?? assembled(slices)
    guard summed < added.count else { return slot }
    let sum = owned(slices)
    for more in unsummed {
      more.filled(slices).vector.withSpan { m in
        sum.vector.withMutableSpan { Element.axpy(1, m, &$0) }
      }
    }
    summed = added.count
    return sum
  }

  private func assembled(_ slices: Slices) -> Slot<Element> {
    let named = summands ?? []
    summands = nil
    // A message of one plain gradient is that gradient: nothing is copied.
    if slices.count == 1, named.count == 1, named[0].coefficient == 1,
      let slot = named[0].gradient.slot
    {
      owner = named[0].gradient
      content = slot
      return slot
    }
    let slot = pool.take(slices.messageLength)
    let gradients = named.compactMap { summand in
      summand.gradient.slot.map {
        WeightedGradient(
          coefficient: summand.coefficient, slice: summand.slice, gradient: $0)
      }
    }
    slot.vector.withMutableSpan { assemble(gradients, of: slices, into: &$0) }
    content = slot
    return slot
  }

  /// A content that may be changed: a copy where a gradient owns it.
  private func owned(_ slices: Slices) -> Slot<Element> {
    let slot = content ?? assembled(slices)
    guard owner != nil else { return slot }
    let copy = pool.take(slices.messageLength)
    slot.vector.withSpan { c in copy.vector.withMutableSpan { Element.copy(c, &$0) } }
    content = copy
    owner = nil
    return copy
  }
}
