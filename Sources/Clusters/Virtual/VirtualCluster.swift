public import Coding
public import Kernels
public import Staleness

/// n workers in virtual time, in this process: the clock jumps from message to message.
///
/// The gradients are real, the seconds are not: a run is a pure function of its configuration, the
/// same bits on one thread or several, today or tomorrow. A worker's time is that of its model on the
/// link, its compute time, its delay, and its message on the link. A task that is cancelled costs
/// nothing, wherever it is; ties go by the order of starting.
public struct VirtualCluster<Element: Scalar>: Cluster, ~Copyable {
  private var workers: VirtualWorkers
  public let workerCount: Int
  public let messageLength: Int
  private var models = PublishedModels<Element>()
  /// What each busy worker computes from.
  private var snapshots: [ModelSnapshot<Element>?]
  private var messages: PromisedBuffer<Element>
  public var refusal = Refusal.none

  /// A cluster of the scheme's workers.
  /// - Parameters:
  ///   - source: All blocks' gradients.
  ///   - link: How long models and messages are on the link.
  ///   - absences: When workers are lost, and join again.
  ///   - threads: On how many threads gradients are evaluated.
  public init(
    _ scheme: any Scheme, source: any GradientSource<Element>, timing: TaskTiming,
    link: VirtualLink = .none, absences: Absences = .none, threads: Int = 1
  ) {
    workers = VirtualWorkers(scheme.workers, timing: timing, link: link, absences: absences)
    workerCount = scheme.workers
    messageLength = Slices(scheme.slices, of: source.gradientLength - 1).messageLength
    snapshots = Array(repeating: nil, count: scheme.workers)
    messages = PromisedBuffer(scheme, source: source, threads: threads)
  }

  public var now: Double { workers.now }

  public var keepsReplaced: Bool {
    get { messages.keepsReplaced }
    set { messages.keepsReplaced = newValue }
  }

  public mutating func publish(_ model: Span<Element>, version: Int) {
    models.publish(model, version: version)
  }

  public mutating func forget(before version: Int) { models.forget(before: version) }

  public mutating func start(_ assignment: Assignment, interrupts: Bool) throws {
    guard let snapshot = models[assignment.version] else {
      throw ClusterError("version \(assignment.version) was never published, or is forgotten")
    }
    snapshots[assignment.worker] = snapshot
    workers.start(assignment, interrupts: interrupts)
  }

  /// Moves the clock to the next event; the content of a message is a promise.
  public mutating func next(before deadline: Double) throws -> Event {
    let event = workers.next(before: deadline)
    if case .lost(let worker, _) = event {
      snapshots[worker] = nil
      messages.forget(worker: worker)
    }
    guard case .message(let task, let part, let time) = event,
      let snapshot = snapshots[task.worker]
    else { return event }
    messages.arrived(task, part: part, snapshot: snapshot)
    if !workers.isBusy(task.worker) { snapshots[task.worker] = nil }
    guard try isRefused(task, part) else { return event }
    messages.put(.drop)
    return .bad(task, part: part, time: time)
  }

  private mutating func isRefused(_ task: Assignment, _ part: Int) throws -> Bool {
    switch refusal {
    case .none: false
    case .notFinite: try !messages.isNewestFinite()
    case .listed(let names):
      names.contains(MessageName(worker: task.worker, turn: task.turn, part: part))
    }
  }

  public mutating func put(_ destination: Destination) { messages.put(destination) }

  public mutating func combine(_ weights: [Weight], into y: inout MutableSpan<Element>) throws {
    try messages.combine(weights, into: &y)
  }

  public mutating func withMessage(
    at place: Int, _ body: (Span<Element>) throws -> Void
  ) throws { try messages.withMessage(at: place, body) }

  public mutating func replacements(_ body: (Replacement<Element>) throws -> Void) throws {
    try messages.replacements(body)
  }

  /// Drops all tasks.
  public mutating func shutdown() {
    workers.stop()
    for worker in snapshots.indices { snapshots[worker] = nil }
  }

  public mutating func state() -> ClusterState<Element> {
    ClusterState(time: now, models: models.inUse())
  }

  /// Takes models back, after the events before them have been repeated.
  public mutating func restore(_ state: ClusterState<Element>) throws {
    guard state.time == now else {
      throw ClusterError(
        "the steps before the checkpoint, repeated, end after \(now) seconds in place of "
          + "\(state.time): it belongs to another configuration or program")
    }
    try models.fill(state.models)
  }

  public func model(_ version: Int) -> ModelSnapshot<Element>? { models.find(version) }
}
