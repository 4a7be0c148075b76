public import Coding
public import Kernels

/// n workers in virtual time, in this process: the clock jumps from message to message.
///
/// The gradients are real, the seconds are not: a run is a pure function of its configuration, the
/// same bits on one thread or several, today or tomorrow. A worker's time is its compute time plus
/// its delay; a task that is cancelled costs nothing; ties go by the order of starting.
public struct VirtualCluster<Source: GradientSource>: Cluster, ~Copyable {
  public typealias Element = Source.Element
  public typealias Failure = Never

  private struct Task {
    var snapshot: ModelSnapshot<Element>
    var terms: [Term]
    var began: Double
    /// The messages still to send.
    var parts: ArraySlice<Int>
    var part: Int { parts.first ?? 0 }
  }

  public private(set) var now = 0.0
  public let workerCount: Int
  public let messageLength: Int
  private let scheme: any Scheme
  private let timing: TaskTiming
  private var calendar: EventCalendar
  private var models = PublishedModels<Element>()
  private var tasks: [Task?]
  private var messages: PromisedMessages<Source>

  /// A cluster of the scheme's workers.
  /// - Parameters:
  ///   - source: All blocks' gradients.
  ///   - threads: On how many threads gradients are evaluated.
  public init(_ scheme: any Scheme, source: Source, timing: TaskTiming, threads: Int = 1) {
    self.scheme = scheme
    self.timing = timing
    workerCount = scheme.workers
    messageLength = source.messageLength
    calendar = EventCalendar(workers: scheme.workers)
    tasks = Array(repeating: nil, count: scheme.workers)
    messages = PromisedMessages(scheme, source: source, threads: threads)
  }

  public mutating func publish(_ model: Span<Element>, version: Int) {
    models.publish(model, version: version)
  }

  public mutating func forget(before version: Int) { models.forget(before: version) }

  public mutating func start(worker: Int, version: Int) {
    guard let snapshot = models[version] else {
      preconditionFailure("version \(version) was never published, or is forgotten")
    }
    let terms = scheme.terms(worker: worker, step: version)
    let task = Task(
      snapshot: snapshot, terms: terms, began: now,
      parts: scheme.sentParts(worker: worker, step: version)[...])
    tasks[worker] = task
    let seconds = timing.seconds(worker: worker, step: version, terms: terms, part: task.part)
    calendar.schedule(worker, at: now + seconds)
  }

  public mutating func next(before deadline: Double, into message: inout Vector<Element>)
    -> Arrival?
  {
    guard let event = calendar.first, event.time <= deadline else {
      if deadline.isFinite { now = max(now, deadline) }
      return nil
    }
    guard var task = tasks[event.worker] else { return nil }
    now = max(now, event.time)
    let version = task.snapshot.version
    let arrival = Arrival(worker: event.worker, version: version, part: task.part, time: now)
    messages.arrived(worker: event.worker, part: task.part, snapshot: task.snapshot)
    task.parts.removeFirst()
    if !task.parts.isEmpty {
      let seconds = timing.seconds(
        worker: event.worker, step: version, terms: task.terms, part: task.part)
      calendar.schedule(event.worker, at: task.began + seconds)
      tasks[event.worker] = task
    } else {
      calendar.remove(event.worker)
      tasks[event.worker] = nil
    }
    return arrival
  }

  public mutating func settle(_ weights: [Weight], in slot: (Weight) -> Slot<Element>) {
    messages.settle(weights, in: slot)
  }

  public mutating func shutdown() {
    for worker in tasks.indices {
      tasks[worker] = nil
      calendar.remove(worker)
    }
  }
}
