/// One summand of a message: coefficient · the gradient of one block, or a slice of it, an entry B_ji of
/// the encoding matrix.
public struct Term: Hashable, Sendable {
  /// Which gradient of the block is meant.
  public enum Source: Sendable {
    /// The gradient at the model of this step, which the worker evaluates and remembers.
    case fresh
    /// The last gradient of the block that this worker evaluated in a finished task.
    case remembered
  }

  /// The block i.
  public let block: Int
  /// B_ji.
  public let coefficient: Double
  /// Which gradient of the block it is.
  public let source: Source
  // Beside `source`, where it takes no room: there may be millions of terms.
  private let narrowSlice: Int32
  /// Which of the task's messages the summand belongs to; 0 where a task has one.
  public let part: Int

  /// Which slice of the gradient it is; 0 where messages are whole gradients.
  public var slice: Int { Int(narrowSlice) }

  /// A summand of a message.
  public init(
    _ block: Int, _ coefficient: Double = 1, _ source: Source = .fresh, part: Int = 0,
    slice: Int = 0
  ) {
    self.block = block
    self.coefficient = coefficient
    self.source = source
    self.part = part
    narrowSlice = Int32(slice)
  }
}
