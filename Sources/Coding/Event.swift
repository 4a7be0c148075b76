/// Something that happens to the parameter server.
public enum Event: Hashable, Sendable {
  /// A model of this version is published and its step begins.
  case opened(step: Int, time: Double)
  /// Message `part` of a task has come.
  case message(Assignment, part: Int, time: Double)
  /// Message `part` of a task has come and is not finite, so that nobody may use it.
  case bad(Assignment, part: Int, time: Double)
  /// The open step's deadline has passed.
  case deadline(time: Double)
  /// No worker has a task and no deadline is set: nothing more will happen by itself.
  case idle(time: Double)
  /// A worker is gone: nothing more will come from it.
  case lost(worker: Int, time: Double)
  /// A worker is there, for the first time or again.
  case joined(worker: Int, time: Double)

  /// Seconds since the run began.
  public var time: Double {
    switch self {
    case .opened(_, let time), .message(_, _, let time), .bad(_, _, let time),
      .deadline(let time), .idle(let time), .lost(_, let time), .joined(_, let time):
      time
    }
  }
}
