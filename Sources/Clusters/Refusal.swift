/// Which messages a cluster refuses to hand over, so that what is not finite never meets what is held.
public enum Refusal: Sendable {
  /// None: an estimate that is not finite ends the run.
  case none
  /// Those with an element that is not finite. Workers say so in the last one (`MarkedGradients`), so it
  /// is the only one that is looked at. In virtual time every message is then evaluated when it comes.
  case notFinite
  /// Those that a journal names, whatever is in them.
  case listed(Set<MessageName>)
}

/// A message by the name of its task.
public struct MessageName: Hashable, Sendable {
  /// Who sent it.
  public let worker: Int
  /// Which of the worker's tasks, from 0.
  public let turn: Int
  /// Which of the task's messages.
  public let part: Int

  /// A name.
  public init(worker: Int, turn: Int, part: Int) {
    self.worker = worker
    self.turn = turn
    self.part = part
  }
}
