/// What the reader of a table knows beside it.
public struct AdviceOptions: Sendable {
  /// The part of the seconds that grows with the load, 0 to 1; nil where it is not known.
  public var computeShare: Double?
  /// Seconds that stand for a task without an answer; nil for the longest answer of the table.
  public var missing: Double?
  /// Of all random choices.
  public var seed: UInt64 = 1

  /// Nothing is known.
  public init() {}
}
