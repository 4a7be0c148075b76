public import Kernels

/// Evaluates nothing: for runs of which only the times matter.
public struct NoGradients: GradientSource {
  /// A source of nothing.
  public init() {}

  /// The loss's place alone.
  public var messageLength: Int { 1 }

  /// True: messages are counted, not made.
  public var isTimingOnly: Bool { true }

  /// Gives zero.
  public func evaluate(
    block: Int, step: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
    while proceed: () -> Bool
  ) -> Bool {
    Double.fill(0, &g)
    return true
  }

  /// The same.
  public func forAnotherThread() -> NoGradients { self }
}
