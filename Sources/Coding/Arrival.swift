/// A message that reached the parameter server, as a scheme sees it: whose it is, and of what.
public struct Arrival: Hashable, Sendable {
  /// Who sent it, 0..<n.
  public let worker: Int
  /// The version of the model it was computed from.
  public let version: Int
  /// Which of the task's messages it is; 0 where a task has one.
  public let part: Int
  /// Where it goes unless the scheme says otherwise: j · parts + part of worker j.
  public let place: Int
  /// The first block in it, −1 where it has no term; the scheme's own row says the rest.
  public let block: Int
  /// Seconds since the run began.
  public let time: Double

  /// A message at a time.
  /// - Parameter parts: Messages that a task of the scheme may send.
  public init(
    worker: Int, version: Int, part: Int = 0, parts: Int = 1, block: Int = -1, time: Double
  ) {
    self.worker = worker
    self.version = version
    self.part = part
    place = worker * parts + part
    self.block = block
    self.time = time
  }

  /// Message `part` of a task.
  public init(
    _ assignment: borrowing Assignment, part: Int, parts: Int = 1, time: Double
  ) {
    let block = assignment.terms.first { $0.part == part }?.block ?? -1
    self.init(
      worker: assignment.worker, version: assignment.version, part: part, parts: parts,
      block: block, time: time)
  }
}
