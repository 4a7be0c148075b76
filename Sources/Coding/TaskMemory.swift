/// What one worker remembers of its blocks: something of the last finished evaluation of each.
///
/// A task that is abandoned leaves no trace, and the terms of a task see what earlier tasks left, not
/// what the task itself has evaluated. Workers keep gradients in it, virtual workers their names, and
/// the parameter server their versions: so all three agree on what a remembered term is.
///
/// - Complexity: O(blocks of the worker) a call; they are few.
public struct TaskMemory<Value> {
  /// Something of a block.
  @usableFromInline typealias Entry = (block: Int, value: Value)

  @usableFromInline var kept: [Entry] = []
  @usableFromInline var underWay: [Entry] = []
  @usableFromInline var turn = -1

  /// Nothing remembered.
  @inlinable public init() {}

  /// What is remembered of a block; nil before the first finished evaluation.
  @inlinable public subscript(block: Int) -> Value? {
    for entry in kept where entry.block == block { return entry.value }
    return nil
  }

  /// What the task under way has evaluated of a block; nil where it has not.
  @inlinable public func evaluated(_ block: Int) -> Value? {
    for entry in underWay where entry.block == block { return entry.value }
    return nil
  }

  /// A task goes on; one that was under way in another turn is abandoned.
  /// - Parameter abandon: What becomes of what that task had evaluated.
  @inlinable public mutating func begin(turn: Int, abandon: (Value) -> Void = { _ in }) {
    guard turn != self.turn else { return }
    self.turn = turn
    for entry in underWay { abandon(entry.value) }
    underWay.removeAll(keepingCapacity: true)
  }

  /// The task under way has evaluated a block.
  @inlinable public mutating func evaluate(_ block: Int, _ value: Value) {
    for i in underWay.indices where underWay[i].block == block {
      underWay[i].value = value
      return
    }
    underWay.append((block, value))
  }

  /// The task under way is finished: what it evaluated is remembered.
  /// - Parameter forget: What becomes of what is remembered no longer.
  @inlinable public mutating func finish(forget: (Value) -> Void = { _ in }) {
    for entry in underWay {
      if let i = kept.firstIndex(where: { $0.block == entry.block }) {
        forget(kept[i].value)
        kept[i].value = entry.value
      } else {
        kept.append(entry)
      }
    }
    underWay.removeAll(keepingCapacity: true)
  }
}

extension TaskMemory: Sendable where Value: Sendable {}
