public import Coding

/// The tasks that were given and that the rest of a journal may answer; it turns rows into events again.
///
/// A replay and a control that is fed with a journal both rest on it, so neither guesses anything.
public struct JournalTasks<Model> {
  /// A task with what it is computed from.
  private typealias Given = (assignment: Assignment, model: Model)

  private struct Name: Hashable {
    var worker: Int
    var turn: Int
  }

  private let workers: Int
  /// Those that the journal has a message of, where it is known beforehand: others are not kept.
  private let answered: Set<Name>?
  private var given: [[Int: Given]]

  /// No tasks yet.
  /// - Parameter journal: All rows to come, where they are known.
  public init(workers: Int, journal: [JournalRow]? = nil) {
    self.workers = workers
    given = Array(repeating: [:], count: workers)
    answered = journal.map { rows in
      Set(
        rows.compactMap { row in
          switch row.event {
          case .message(let message), .bad(let message):
            Name(worker: message.worker, turn: message.turn)
          default: nil
          }
        })
    }
  }

  /// A worker is given a task.
  public mutating func give(_ task: Assignment, _ model: Model) {
    if answered?.contains(Name(worker: task.worker, turn: task.turn)) ?? true {
      given[task.worker][task.turn] = (task, model)
    }
  }

  /// The event of a row, and of a message the model that its task is computed from.
  /// - Parameter step: The step that is open.
  /// - Throws: where the row does not follow from what was given.
  public mutating func event(of row: JournalRow, in step: Int) throws(ClusterError) -> (
    event: Event, model: Model?
  ) {
    guard row.step == step else {
      throw ClusterError(
        "replay: step \(step) is open where the record has an event of step \(row.step); does it "
          + "belong to this configuration?")
    }
    switch row.event {
    case .opened(let time): return (.opened(step: step, time: time), nil)
    case .deadline(let time): return (.deadline(time: time), nil)
    case .idle(let time): return (.idle(time: time), nil)
    case .lost(let worker, let time):
      return (.lost(worker: try known(worker, step), time: time), nil)
    case .joined(let worker, let time):
      return (.joined(worker: try known(worker, step), time: time), nil)
    case .message(let message):
      let (task, model) = try take(message, step)
      return (.message(task, part: message.part, time: message.time), model)
    case .bad(let message):
      let (task, model) = try take(message, step)
      return (.bad(task, part: message.part, time: message.time), model)
    }
  }

  private mutating func take(_ message: JournalRow.Message, _ step: Int) throws(ClusterError)
    -> Given
  {
    guard given.indices.contains(message.worker),
      let task = given[message.worker][message.turn],
      task.assignment.version == message.version,
      task.assignment.parts.contains(message.part),
      message.blocks.map({ $0 == task.assignment.blocks }) ?? true
    else {
      throw ClusterError(
        "replay: in step \(step) the record has a message of worker \(message.worker), version "
          + "\(message.version), that was never asked for; does it belong to this configuration?")
    }
    if message.part == task.assignment.lastPart {
      // A worker answers in turn: what it was given before will not come any more.
      given[message.worker] = given[message.worker].filter { $0.key > message.turn }
    }
    return task
  }

  private func known(_ worker: Int, _ step: Int) throws(ClusterError) -> Int {
    guard (0..<workers).contains(worker) else {
      throw ClusterError("replay: step \(step) names worker \(worker) of \(workers)")
    }
    return worker
  }
}

extension JournalTasks: Sendable where Model: Sendable {}
