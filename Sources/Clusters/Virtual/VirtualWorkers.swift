public import Coding

/// Who works on what in virtual time, and when the next message comes.
///
/// The part of the virtual cluster that makes no gradient, and that is generic in nothing: so looking
/// up a worker is a few loads, and a run of times alone takes a million messages a second.
public struct VirtualWorkers: EventSource, ~Copyable {
  private struct Task {
    enum Stage { case evaluated, onLink, over }

    let assignment: Assignment
    let began: Double
    /// Which message is being evaluated or sent.
    var part: Int
    var stage = Stage.evaluated
  }

  public private(set) var now = 0.0
  private let timing: TaskTiming
  private let link: VirtualLink
  private let hasLink: Bool
  /// When the parameter server's ingress has taken in all that was sent so far.
  private var ingressFree = 0.0
  /// When the parameter server's egress has sent all models of tasks that were started so far.
  private var egressFree = 0.0
  /// Messages that were sent and neither came nor were dropped.
  private var underWay = 0
  private var calendar: EventCalendar
  /// The last task of each worker.
  private var tasks: [Task?]
  /// Who is lost and who joins, and how much of that has happened.
  private let changes: [Absences.Change]
  private var changed = 0

  /// Idle workers at time 0.
  public init(
    _ workers: Int, timing: TaskTiming, link: VirtualLink = .none, absences: Absences = .none
  ) {
    changes = absences.changes
    self.timing = timing
    self.link = link
    hasLink = !link.isNone
    calendar = EventCalendar(workers: workers)
    tasks = Array(repeating: nil, count: workers)
  }

  /// Whether a worker has a task.
  func isBusy(_ worker: Int) -> Bool { tasks[worker].map { $0.stage != .over } ?? false }

  /// Gives a worker a task in place of the one it has.
  /// - Complexity: O(load + log workers).
  public mutating func start(_ assignment: Assignment, interrupts: Bool) {
    let worker = assignment.worker
    if interrupts, tasks[worker]?.stage == .onLink { leaveLink() }
    egressFree = max(now, egressFree) + link.egressSeconds
    let task = Task(
      assignment: assignment, began: max(now + link.modelSeconds, egressFree + link.latency),
      part: assignment.parts[0])
    evaluate(task, task.part)
    tasks[worker] = task
  }

  /// Schedules the end of the evaluation of a task's message `part`.
  private mutating func evaluate(_ task: borrowing Task, _ part: Int) {
    let seconds = timing.seconds(task.assignment, through: part)
    calendar.schedule(task.assignment.worker, at: max(now, task.began + seconds))
  }

  /// Moves the clock to the next message, loss or join, or to the deadline if that comes first.
  /// - Complexity: O(log workers) an event.
  public mutating func next(before deadline: Double) -> Event {
    while true {
      if changed < changes.count, let event = change(before: deadline) { return event }
      guard let event = calendar.first, event.time <= deadline else { break }
      now = max(now, event.time)
      if hasLink, tasks[event.worker]?.stage == .evaluated {
        send(event.worker)
      } else if let message = arrive(event.worker) {
        return message
      }
    }
    guard deadline.isFinite else { return .idle(time: now) }
    now = max(now, deadline)
    return .deadline(time: now)
  }

  /// The next loss or join, where no message and no deadline is earlier.
  private mutating func change(before deadline: Double) -> Event? {
    let change = changes[changed]
    guard change.time <= min(deadline, calendar.first?.time ?? .infinity) else { return nil }
    changed += 1
    now = max(now, change.time)
    guard change.isLoss else { return .joined(worker: change.worker, time: now) }
    if tasks[change.worker]?.stage == .onLink { leaveLink() }
    tasks[change.worker] = nil
    calendar.remove(change.worker)
    return .lost(worker: change.worker, time: now)
  }

  /// Puts a worker's evaluated message on its link.
  private mutating func send(_ worker: Int) {
    let begins = max(now + link.latency, ingressFree)
    ingressFree = begins + link.ingressSeconds
    underWay += 1
    tasks[worker]?.stage = .onLink
    calendar.schedule(worker, at: max(now + link.messageSeconds, ingressFree))
  }

  /// A message has come, or is dropped; when all that were under way are dropped, as happens where a
  /// step closes and every worker starts anew, the ingress is free.
  private mutating func leaveLink() {
    underWay -= 1
    if underWay == 0 { ingressFree = min(ingressFree, now) }
  }

  private mutating func arrive(_ worker: Int) -> Event? {
    guard let task = tasks[worker] else { return nil }
    if task.stage == .onLink { leaveLink() }
    if task.part < task.assignment.lastPart, let next = task.assignment.part(after: task.part) {
      tasks[worker]?.part = next
      tasks[worker]?.stage = .evaluated
      evaluate(task, next)
    } else {
      calendar.remove(worker)
      tasks[worker]?.stage = .over
    }
    return .message(task.assignment, part: task.part, time: now)
  }

  /// Drops all tasks.
  mutating func stop() {
    for worker in tasks.indices {
      tasks[worker] = nil
      calendar.remove(worker)
    }
    underWay = 0
    ingressFree = now
    egressFree = now
  }
}
