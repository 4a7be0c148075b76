/// A message that reached the parameter server.
public struct Arrival: Hashable, Sendable {
  /// Who sent it, 0..<n.
  public let worker: Int
  /// The version of the model it was computed from.
  public let version: Int
  /// Which of the task's messages it is; 0 where a task has one.
  public let part: Int
  /// Seconds since the run began.
  public let time: Double

  /// A message at a time.
  public init(worker: Int, version: Int, part: Int = 0, time: Double) {
    self.worker = worker
    self.version = version
    self.part = part
    self.time = time
  }
}
