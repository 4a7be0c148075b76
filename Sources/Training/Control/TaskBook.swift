import Coding

/// Counts block gradients, and keeps the tasks that are over where they are asked for.
///
/// A task counts as evaluated, with its whole load, when its last message has come; it counts as
/// cancelled, with the same load, when its worker is given another, or is lost, before that. What a
/// cancelled worker had done by then nobody knows on MPI, so the two are kept apart: the work done is
/// at least `evaluated` and at most the sum.
struct TaskBook: Sendable {
  let keepsTasks: Bool
  private(set) var evaluated = 0
  private(set) var cancelled = 0
  private(set) var over: [TaskRecord] = []
  /// Where tasks are kept: the one that each worker is at.
  private var current: [Int: Assignment] = [:]

  init(keepsTasks: Bool) { self.keepsTasks = keepsTasks }

  /// A worker is given a task.
  mutating func started(_ task: Assignment) { if keepsTasks { current[task.worker] = task } }

  /// A worker's task has ended without its last message.
  mutating func dropped(
    _ number: Int, _ worker: Worker, _ outcome: TaskRecord.Outcome, at time: Double
  ) {
    guard worker.turn != nil else { return }
    if outcome != .unfinished { cancelled += worker.load }
    guard keepsTasks, let task = current[number] else { return }
    note(task, worker.began, max(time, worker.began), outcome)
  }

  /// The last message of a task has come.
  /// - Parameter began: When it began; nil where its worker was given another task in the meantime.
  mutating func finished(_ task: Assignment, begun began: Double?, step: Int, at time: Double) {
    evaluated += task.load
    guard let began else {
      // On MPI a worker may have been done before the cancellation reached it. The row is written.
      cancelled -= task.load
      return
    }
    if keepsTasks { note(task, began, time, task.version == step ? .fresh : .late) }
  }

  /// The open step was closed by a worker's message.
  mutating func closed(by worker: Int?, step: Int) {
    guard keepsTasks, let worker else { return }
    let awaited = over.lastIndex {
      $0.outcome == .fresh && $0.assignment.worker == worker && $0.assignment.version == step
    }
    if let awaited { over[awaited].outcome = .awaited }
  }

  /// Hands over the tasks that have ended since the last time.
  mutating func take() -> [TaskRecord] {
    guard !over.isEmpty else { return [] }
    defer { over.removeAll(keepingCapacity: true) }
    return over
  }

  private mutating func note(
    _ task: Assignment, _ began: Double, _ ended: Double, _ outcome: TaskRecord.Outcome
  ) {
    over.append(TaskRecord(assignment: task, began: began, ended: ended, outcome: outcome))
  }
}
