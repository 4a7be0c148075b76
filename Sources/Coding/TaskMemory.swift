/// What one worker remembers of its blocks: something of the last finished evaluation of each.
///
/// A task that is abandoned leaves no trace, and the terms of a task see what earlier tasks left, not
/// what the task itself has evaluated. Workers keep gradients in it, virtual workers their names, and
/// the parameter server their versions: so all three agree on what a remembered term is.
public struct TaskMemory<Value> {
  private var kept: [Int: Value] = [:]
  private var underWay: [Int: Value] = [:]
  private var turn = -1

  /// Nothing remembered.
  public init() {}

  /// What is remembered of a block; nil before the first finished evaluation.
  public subscript(block: Int) -> Value? { kept[block] }

  /// What the task under way has evaluated of a block; nil where it has not.
  public func evaluated(_ block: Int) -> Value? { underWay[block] }

  /// A task goes on; one that was under way in another turn is abandoned.
  /// - Returns: What the abandoned task had evaluated.
  @discardableResult public mutating func begin(turn: Int) -> [Value] {
    guard turn != self.turn else { return [] }
    self.turn = turn
    guard !underWay.isEmpty else { return [] }
    defer { underWay.removeAll(keepingCapacity: true) }
    return Array(underWay.values)
  }

  /// The task under way has evaluated a block.
  public mutating func evaluate(_ block: Int, _ value: Value) { underWay[block] = value }

  /// The task under way is finished: what it evaluated is remembered.
  /// - Returns: What is remembered no longer.
  @discardableResult public mutating func finish() -> [Value] {
    var replaced: [Value] = []
    for (block, value) in underWay {
      if let old = kept.updateValue(value, forKey: block) { replaced.append(old) }
    }
    underWay.removeAll(keepingCapacity: true)
    return replaced
  }
}

extension TaskMemory: Sendable where Value: Sendable {}
