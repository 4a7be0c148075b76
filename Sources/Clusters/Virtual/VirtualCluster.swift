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

  private var workers: VirtualWorkers
  public let workerCount: Int
  public let messageLength: Int
  private let isTimingOnly: Bool
  private var models = PublishedModels<Element>()
  /// What each busy worker computes from; empty where only times matter.
  private var snapshots: [ModelSnapshot<Element>?]
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
    workers = VirtualWorkers(scheme, timing: timing, link: link)
    workerCount = scheme.workers
    messageLength = source.messageLength
    isTimingOnly = source.isTimingOnly
    snapshots = Array(repeating: nil, count: isTimingOnly ? 0 : scheme.workers)
    messages = PromisedMessages(scheme, source: source, threads: threads)
  }

  public var now: Double { workers.now }

  /// Makes a model available to later starts.
  public mutating func publish(_ model: Span<Element>, version: Int) {
    if !isTimingOnly { models.publish(model, version: version) }
  }

  /// Lets go of models older than `version`.
  public mutating func forget(before version: Int) { models.forget(before: version) }

  /// Gives a worker the task of a published version.
  /// - Complexity: O(load + log workers).
  public mutating func start(worker: Int, version: Int) {
    if !isTimingOnly {
      guard let snapshot = models[version] else {
        preconditionFailure("version \(version) was never published, or is forgotten")
      }
      snapshots[worker] = snapshot
    }
    workers.start(worker, version: version)
  }

  /// Moves the clock to the next message; its content is a promise.
  /// - Complexity: O(log workers) an event.
  public mutating func next(before deadline: Double, into message: inout Vector<Element>)
    -> Arrival?
  {
    guard let arrival = workers.next(before: deadline) else { return nil }
    if !isTimingOnly { promise(arrival) }
    return arrival
  }

  private mutating func promise(_ arrival: Arrival) {
    guard let snapshot = snapshots[arrival.worker] else { return }
    messages.arrived(worker: arrival.worker, part: arrival.part, snapshot: snapshot)
    if !workers.isBusy(arrival.worker) { snapshots[arrival.worker] = nil }
  }

  /// Evaluates what is about to be used.
  public mutating func settle(_ weights: [Weight], in slot: (Weight) -> Slot<Element>) {
    if !isTimingOnly { messages.settle(weights, in: slot) }
  }

  /// Drops all tasks.
  public mutating func shutdown() {
    workers.stop()
    for worker in snapshots.indices { snapshots[worker] = nil }
  }
}
