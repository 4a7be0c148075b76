/// A run that cannot go on, told in one line.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The scheme waits for more messages than can come.
  case stalled(step: Int, waitsFor: String)
  /// The estimate of the gradient is no longer finite.
  case diverged(step: Int)

  public var description: String {
    switch self {
    case .stalled(let step, let waitsFor):
      "step \(step): no worker has a task left, but the scheme waits for \(waitsFor)"
    case .diverged(let step):
      "step \(step): the gradient is not finite; the run has diverged: try a smaller --step-size"
    }
  }
}
