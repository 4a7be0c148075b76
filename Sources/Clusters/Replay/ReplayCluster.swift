public import Coding
public import Kernels
public import Staleness

/// A recorded run, again: its events come in the order, and at the times, of its journal.
///
/// A replay must give the recorded run's final model bit for bit; it is the strongest check that a
/// transport lost, doubled or mixed up nothing.
public struct ReplayCluster<Element: Scalar>: Cluster, ~Copyable {
  /// The time of the last event.
  public private(set) var now = 0.0
  public let workerCount: Int
  public let messageLength: Int
  private var rows: ArraySlice<JournalRow>
  private var models = PublishedModels<Element>()
  private var newest = 0
  private var tasks: JournalTasks<ModelSnapshot<Element>>
  private var messages: PromisedBuffer<Element>
  /// Nothing: the journal says what was refused.
  public var refusal: Refusal {
    get { .none }
    set {}
  }

  /// A cluster that repeats `rows`.
  public init(
    _ rows: [JournalRow], _ scheme: any Scheme, source: any GradientSource<Element>,
    threads: Int = 1
  ) {
    self.rows = rows[...]
    workerCount = scheme.workers
    messageLength = Slices(scheme.slices, of: source.gradientLength - 1).messageLength
    tasks = JournalTasks(workers: scheme.workers, journal: rows)
    messages = PromisedBuffer(scheme, source: source, threads: threads)
  }

  public var keepsReplaced: Bool {
    get { messages.keepsReplaced }
    set { messages.keepsReplaced = newValue }
  }

  public mutating func publish(_ model: Span<Element>, version: Int) {
    models.publish(model, version: version)
    newest = version
    if let row = rows.first, row.step == version, case .opened(let time) = row.event {
      rows.removeFirst()
      now = time
    }
  }

  public mutating func forget(before version: Int) { models.forget(before: version) }

  public mutating func start(_ assignment: Assignment, interrupts: Bool) throws {
    guard let snapshot = models[assignment.version] else {
      throw ClusterError("replay: version \(assignment.version) is asked for but not published")
    }
    tasks.give(assignment, snapshot)
  }

  /// The next row of the journal; the content of a message is a promise.
  public mutating func next(before deadline: Double) throws -> Event {
    guard let row = rows.popFirst() else {
      throw ClusterError(
        "replay: the record ends in step \(newest), as where a run was interrupted; --steps \(newest) "
          + "repeats what is whole, if the record belongs to this configuration")
    }
    let (event, snapshot) = try tasks.event(of: row, in: newest)
    now = event.time
    if case .opened = event {
      throw ClusterError(
        "replay: step \(newest) has not closed where the record opens the next; does it belong to "
          + "this configuration?")
    }
    if case .message(let task, let part, _) = event, let snapshot {
      messages.arrived(task, part: part, snapshot: snapshot)
    } else if case .bad(let task, let part, _) = event, let snapshot {
      // What its worker remembers is as it was.
      messages.arrived(task, part: part, snapshot: snapshot)
      messages.put(.drop)
    } else if case .lost(let worker, _) = event {
      messages.forget(worker: worker)
    }
    return event
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

  /// Nothing: no one is at work.
  public mutating func shutdown() {}

  public mutating func state() throws -> ClusterState<Element> {
    ClusterState(time: now, models: models.inUse())
  }

  /// A replay begins at the beginning.
  public mutating func restore(_ state: ClusterState<Element>) throws {
    throw ClusterError("a replay has no checkpoints: repeat it from its beginning")
  }

  public func model(_ version: Int) -> ModelSnapshot<Element>? { models.find(version) }
}
