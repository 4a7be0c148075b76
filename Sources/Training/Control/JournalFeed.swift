public import Clusters
import Coding

/// Feeds the journal of a run to a control, which then is what the run's control was.
///
/// No vector is touched, so a million rows take about a second.
public struct JournalFeed: Sendable {
  /// What the rows have made of it.
  public private(set) var control: StepControl
  /// What the control said to do about the last row.
  public private(set) var actions: [Action] = []
  /// The tasks that were given and are not answered, by worker and turn.
  private var tasks: [[Int: Assignment]]

  /// Begins with a control at its start.
  public init(_ control: StepControl, workers: Int) {
    self.control = control
    tasks = Array(repeating: [:], count: workers)
  }

  /// Takes the next row.
  /// - Throws: `ClusterError` where the row does not follow from those before it; what the scheme throws.
  public mutating func take(_ row: JournalRow) throws {
    actions.removeAll(keepingCapacity: true)
    try control.react(to: event(row), &actions)
    for case .start(let task, _) in actions { tasks[task.worker][task.turn] = task }
  }

  private mutating func event(_ row: JournalRow) throws(ClusterError) -> Event {
    if case .opened(let time) = row.event { return .opened(step: row.step, time: time) }
    guard row.step == control.step, control.isOpen else {
      throw ClusterError("journal: an event of step \(row.step), which is not open")
    }
    switch row.event {
    case .opened(let time): return .opened(step: row.step, time: time)
    case .deadline(let time): return .deadline(time: time)
    case .lost(let worker, let time): return .lost(worker: try known(worker), time: time)
    case .joined(let worker, let time): return .joined(worker: try known(worker), time: time)
    case .message(let message):
      guard let task = tasks[try known(message.worker)][message.turn],
        task.version == message.version, task.parts.contains(message.part)
      else {
        throw ClusterError(
          "journal: step \(row.step) has a message of worker \(message.worker), turn "
            + "\(message.turn), that was never asked for")
      }
      if message.part == task.lastPart {
        // A worker answers in turn: what it was given before will not come any more.
        tasks[message.worker] = tasks[message.worker].filter { $0.key > message.turn }
      }
      return .message(task, part: message.part, time: message.time)
    }
  }

  private func known(_ worker: Int) throws(ClusterError) -> Int {
    guard tasks.indices.contains(worker) else {
      throw ClusterError("journal: worker \(worker) of \(tasks.count)")
    }
    return worker
  }
}
