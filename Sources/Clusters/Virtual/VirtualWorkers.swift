import Coding

/// Who works on which version in virtual time, and when the next message comes.
///
/// The part of the virtual cluster that makes no gradient, and that is generic in nothing: so looking
/// up a worker is a few loads, and a run of times alone takes a million messages a second.
struct VirtualWorkers: ~Copyable {
  private struct Task {
    let version: Int
    let began: Double
    /// Which message is being evaluated or sent.
    var part: Int
    var isOnNetwork = false
  }

  private(set) var now = 0.0
  private let scheme: any Scheme
  private let sendsOnePart: Bool
  private let timing: TaskTiming
  private let link: VirtualLink
  private let hasNetwork: Bool
  /// When the parameter server's ingress has taken in all that was sent so far.
  private var ingressFree = 0.0
  /// Messages that were sent and neither came nor were dropped.
  private var underWay = 0
  private var calendar: EventCalendar
  private var tasks: [Task?]

  init(_ scheme: any Scheme, timing: TaskTiming, link: VirtualLink) {
    self.scheme = scheme
    self.timing = timing
    self.link = link
    sendsOnePart = scheme.parts == 1
    hasNetwork = !link.isNone
    calendar = EventCalendar(workers: scheme.workers)
    tasks = Array(repeating: nil, count: scheme.workers)
  }

  /// Whether a worker has a task.
  func isBusy(_ worker: Int) -> Bool { tasks[worker] != nil }

  /// Gives a worker a task in place of the one it has.
  /// - Complexity: O(load + log workers).
  mutating func start(_ worker: Int, version: Int) {
    if tasks[worker]?.isOnNetwork == true { leaveNetwork() }
    let part = sendsOnePart ? 0 : scheme.sentParts(worker: worker, step: version).first ?? 0
    let task = Task(version: version, began: now + link.modelSeconds, part: part)
    evaluate(worker, task)
    tasks[worker] = task
  }

  /// Schedules the end of the evaluation of a worker's current part.
  private mutating func evaluate(_ worker: Int, _ task: Task) {
    let seconds = timing.seconds(
      worker: worker, step: task.version,
      terms: scheme.terms(worker: worker, step: task.version), part: task.part)
    calendar.schedule(worker, at: max(now, task.began + seconds))
  }

  /// Moves the clock to the next message, or to the deadline if that comes first.
  /// - Complexity: O(log workers) an event.
  mutating func next(before deadline: Double) -> Arrival? {
    while let event = calendar.first, event.time <= deadline {
      now = max(now, event.time)
      if hasNetwork, tasks[event.worker]?.isOnNetwork == false {
        send(event.worker)
      } else {
        return arrive(event.worker)
      }
    }
    if deadline.isFinite { now = max(now, deadline) }
    return nil
  }

  /// Puts a worker's evaluated message on the network.
  private mutating func send(_ worker: Int) {
    let begins = max(now + link.latency, ingressFree)
    ingressFree = begins + link.ingressSeconds
    underWay += 1
    tasks[worker]?.isOnNetwork = true
    calendar.schedule(worker, at: max(now + link.messageSeconds, ingressFree))
  }

  /// A message has come, or is dropped; when all that were under way are dropped, as happens where a
  /// step closes and every worker starts anew, the ingress is free.
  private mutating func leaveNetwork() {
    underWay -= 1
    if underWay == 0 { ingressFree = min(ingressFree, now) }
  }

  private mutating func arrive(_ worker: Int) -> Arrival? {
    guard var task = tasks[worker] else { return nil }
    let arrival = Arrival(worker: worker, version: task.version, part: task.part, time: now)
    if task.isOnNetwork { leaveNetwork() }
    if let following = part(of: worker, after: task) {
      task.part = following
      task.isOnNetwork = false
      evaluate(worker, task)
      tasks[worker] = task
    } else {
      calendar.remove(worker)
      tasks[worker] = nil
    }
    return arrival
  }

  private func part(of worker: Int, after task: Task) -> Int? {
    guard !sendsOnePart else { return nil }
    return scheme.sentParts(worker: worker, step: task.version).first { $0 > task.part }
  }

  /// Drops all tasks.
  mutating func stop() {
    for worker in tasks.indices {
      tasks[worker] = nil
      calendar.remove(worker)
    }
    underWay = 0
    ingressFree = now
  }
}
