/// A run that cannot go on, told in one line.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The scheme waits for more messages than can come; some of the step's may not have been finite.
  case stalled(step: Int, waitsFor: String, refused: Int = 0)
  /// The estimate of the gradient is no longer finite, since a message is not.
  case diverged(step: Int, by: Culprit? = nil)

  /// A message that is not finite.
  public struct Culprit: Equatable, Sendable {
    /// Who sent it.
    public let worker: Int
    /// Of the model that it was computed from.
    public let version: Int
    /// The blocks in it.
    public let blocks: [Int]
  }

  public var description: String {
    switch self {
    case .stalled(let step, let waitsFor, let refused):
      "step \(step): no worker has a task left, but the scheme waits for \(waitsFor)"
        + (refused == 0 ? "" : "; messages that are not finite, and so not used: \(refused)")
    case .diverged(let step, let culprit):
      "step \(step): the gradient is not finite" + (culprit.map { ": \($0)" } ?? "")
        + "; the run has diverged: try a smaller --step-size"
    }
  }
}

extension TrainingError.Culprit: CustomStringConvertible {
  /// Worker, blocks and version.
  public var description: String {
    let names = blocks.map(String.init).joined(separator: ", ")
    return
      "worker \(worker) sent block\(blocks.count == 1 ? "" : "s") \(names) at the model of step "
      + "\(version)"
  }
}
