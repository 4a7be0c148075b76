/// One entry of the decoding vector a: how much of one held message goes into the estimate.
public struct Weight: Hashable, Sendable {
  /// Where the message is held; the worker's number where a task has one message.
  public let place: Int
  /// The version of the model that the message was computed from.
  public let version: Int
  /// The entry a_j.
  ///
  /// The estimate is Σ a_j m_j; with Σ a_j B_j = 1ᵀ it is the mean gradient exactly.
  public let value: Double
  /// Which slice of the estimate it is for; 0 where messages are whole gradients.
  ///
  /// Slice u of the estimate is Σ a_j m_j over the weights of that slice.
  public let slice: Int

  /// A weight of a held message.
  public init(place: Int, version: Int, _ value: Double, slice: Int = 0) {
    self.place = place
    self.version = version
    self.value = value
    self.slice = slice
  }
}
