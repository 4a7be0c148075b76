/// One entry of the decoding vector a: how much of one held message goes into the estimate.
public struct Weight: Hashable, Sendable {
  /// Whose message.
  public let worker: Int
  /// The version of the model that the message was computed from.
  public let version: Int
  /// Which of the task's messages.
  public let part: Int
  /// The entry a_j.
  ///
  /// The estimate is Σ a_j m_j; with Σ a_j B_j = 1ᵀ it is the mean gradient exactly.
  public let value: Double

  /// A weight of a held message.
  public init(worker: Int, version: Int, part: Int = 0, _ value: Double) {
    self.worker = worker
    self.version = version
    self.part = part
    self.value = value
  }
}
