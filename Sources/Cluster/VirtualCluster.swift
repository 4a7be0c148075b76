public import Coding
public import Kernels

/// n workers in virtual time, in this process: the clock jumps from message to message.
///
/// The gradients are real, the seconds are not: a run is a pure function of its configuration, the
/// same bits on one thread or several, today or tomorrow. A worker's time is that of its model on the
/// network, its compute time, its delay, and its message on the network. A task that is cancelled
/// costs nothing, wherever it is; ties go by the order of starting.
public struct VirtualCluster<Source: GradientSource>: Cluster, ~Copyable {
  public typealias Element = Source.Element
  public typealias Failure = Never

  private struct Task {
    var snapshot: ModelSnapshot<Element>
    var version: Int
    var began: Double
    /// Which message is being evaluated or sent.
    var part: Int
    var isOnNetwork = false
  }

  public private(set) var now = 0.0
  public let workerCount: Int
  public let messageLength: Int
  private let scheme: any Scheme
  private let sendsOnePart: Bool
  private let timing: TaskTiming
  private let link: VirtualLink
  /// When the parameter server's ingress has taken in all that was sent so far.
  private var ingressFree = 0.0
  /// Messages that were sent and neither came nor were dropped.
  private var underWay = 0
  private var calendar: EventCalendar
  private var models = PublishedModels<Element>()
  private var tasks: [Task?]
  private let isTimingOnly: Bool
  private var messages: PromisedMessages<Source>

  /// A cluster of the scheme's workers.
  /// - Parameters:
  ///   - source: All blocks' gradients; `NoGradients` for timing only.
  ///   - link: How long models and messages are on the network.
  ///   - threads: On how many threads gradients are evaluated.
  public init(
    _ scheme: any Scheme, source: Source, timing: TaskTiming, link: VirtualLink = .none,
    threads: Int = 1
  ) {
    self.scheme = scheme
    self.timing = timing
    self.link = link
    sendsOnePart = scheme.parts == 1
    workerCount = scheme.workers
    messageLength = source.messageLength
    calendar = EventCalendar(workers: scheme.workers)
    tasks = Array(repeating: nil, count: scheme.workers)
    isTimingOnly = source.isTimingOnly
    messages = PromisedMessages(scheme, source: source, threads: threads)
  }

  /// Makes a model available to later starts.
  public mutating func publish(_ model: Span<Element>, version: Int) {
    models.publish(model, version: version)
  }

  /// Lets go of models older than `version`.
  public mutating func forget(before version: Int) { models.forget(before: version) }

  /// Gives a worker the task of a published version.
  /// - Complexity: O(load + log workers).
  public mutating func start(worker: Int, version: Int) {
    guard let snapshot = models[version] else {
      preconditionFailure("version \(version) was never published, or is forgotten")
    }
    if tasks[worker]?.isOnNetwork == true { leaveNetwork() }
    let part = sendsOnePart ? 0 : scheme.sentParts(worker: worker, step: version).first ?? 0
    let task = Task(
      snapshot: snapshot, version: version, began: now + link.modelSeconds, part: part)
    evaluate(worker, task)
    tasks[worker] = task
  }

  /// Schedules the end of the evaluation of a worker's current part.
  private mutating func evaluate(_ worker: Int, _ task: borrowing Task) {
    let seconds = timing.seconds(
      worker: worker, step: task.version,
      terms: scheme.terms(worker: worker, step: task.version), part: task.part)
    calendar.schedule(worker, at: max(now, task.began + seconds))
  }

  /// Moves the clock to the next message; its content is a promise.
  /// - Complexity: O(log workers) an event.
  public mutating func next(before deadline: Double, into message: inout Vector<Element>)
    -> Arrival?
  {
    while let event = calendar.first, event.time <= deadline {
      now = max(now, event.time)
      if !link.isNone, tasks[event.worker]?.isOnNetwork == false {
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
    guard var task = tasks[worker].take() else { return nil }
    let arrival = Arrival(worker: worker, version: task.version, part: task.part, time: now)
    if task.isOnNetwork { leaveNetwork() }
    if !isTimingOnly {
      messages.arrived(worker: worker, part: task.part, snapshot: task.snapshot)
    }
    if !sendsOnePart,
      let following = scheme.sentParts(worker: worker, step: task.version).first(where: {
        $0 > arrival.part
      })
    {
      task.part = following
      task.isOnNetwork = false
      evaluate(worker, task)
      tasks[worker] = task
    } else {
      calendar.remove(worker)
    }
    return arrival
  }

  /// Evaluates what is about to be used.
  public mutating func settle(_ weights: [Weight], in slot: (Weight) -> Slot<Element>) {
    if !isTimingOnly { messages.settle(weights, in: slot) }
  }

  /// Drops all tasks.
  public mutating func shutdown() {
    for worker in tasks.indices {
      tasks[worker] = nil
      calendar.remove(worker)
    }
    underWay = 0
    ingressFree = now
  }
}
