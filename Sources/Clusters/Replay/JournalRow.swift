public import Coding

/// An event with the step that was open when it came: a row of `arrivals.csv`, the journal of a run.
///
/// The rows of a run rebuild its control, coverage and counts, and are all that a replay needs.
public struct JournalRow: Hashable, Sendable {
  /// A message, by the name of its task.
  public struct Message: Hashable, Sendable {
    /// Who sent it.
    public var worker: Int
    /// The version it was computed from.
    public var version: Int
    /// Which of the task's messages it is.
    public var part: Int
    /// Which of the worker's tasks, from 0.
    public var turn: Int
    /// The blocks that the task evaluates; nil where the record does not say.
    public var blocks: [Int]?
    /// Seconds since the run began.
    public var time: Double

    /// A message.
    public init(
      worker: Int, version: Int, part: Int = 0, turn: Int, blocks: [Int]? = nil, time: Double
    ) {
      self.worker = worker
      self.version = version
      self.part = part
      self.turn = turn
      self.blocks = blocks
      self.time = time
    }
  }

  /// What can be recorded.
  public enum Recorded: Hashable, Sendable {
    case opened(time: Double)
    case message(Message)
    case deadline(time: Double)
    /// Nobody was busy, and the step closed for that.
    case idle(time: Double)
    /// A message that is not finite, and not used.
    case bad(Message)
    case lost(worker: Int, time: Double)
    case joined(worker: Int, time: Double)

    /// Seconds since the run began.
    public var time: Double {
      switch self {
      case .opened(let time), .deadline(let time), .idle(let time), .lost(_, let time),
        .joined(_, let time):
        time
      case .message(let message), .bad(let message): message.time
      }
    }
  }

  /// The open step.
  public let step: Int
  /// What happened.
  public let event: Recorded

  /// A row of a record.
  public init(step: Int, _ event: Recorded) {
    self.step = step
    self.event = event
  }

  /// The name of a message that was refused; nil of other rows.
  public var refused: MessageName? {
    guard case .bad(let message) = event else { return nil }
    return MessageName(worker: message.worker, turn: message.turn, part: message.part)
  }

  /// The record of an event.
  public init(step: Int, of event: Event) {
    self.step = step
    self.event =
      switch event {
      case .message(let task, let part, let time): .message(Message(task, part, time))
      case .bad(let task, let part, let time): .bad(Message(task, part, time))
      case .deadline(let time): .deadline(time: time)
      case .idle(let time): .idle(time: time)
      case .lost(let worker, let time): .lost(worker: worker, time: time)
      case .joined(let worker, let time): .joined(worker: worker, time: time)
      case .opened(_, let time): .opened(time: time)
      }
  }
}

extension JournalRow.Message {
  fileprivate init(_ task: Assignment, _ part: Int, _ time: Double) {
    self.init(
      worker: task.worker, version: task.version, part: part, turn: task.turn, blocks: task.blocks,
      time: time)
  }
}
