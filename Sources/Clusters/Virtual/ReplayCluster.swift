public import Coding
public import Kernels

/// A recorded run, again: messages come in the order, and at the times, of its arrivals.
///
/// A replay must give the recorded run's final model bit for bit; it is the strongest check that a
/// transport lost, doubled or mixed up nothing.
public struct ReplayCluster<Source: GradientSource>: Cluster, ~Copyable {
  /// The source's precision.
  public typealias Element = Source.Element
  /// A record that does not fit.
  public typealias Failure = ClusterError

  /// The time of the last message, or the deadline that came after it.
  public private(set) var now = 0.0
  /// n.
  public let workerCount: Int
  /// d + 1.
  public let messageLength: Int
  private let scheme: any Scheme
  private var rows: ArraySlice<RecordedArrival>
  private var models = PublishedModels<Element>()
  private var newest = 0
  /// The tasks each worker was given and has not answered, oldest first.
  private var tasks: [[ModelSnapshot<Element>]]
  private var messages: PromisedMessages<Source>

  /// A cluster that repeats `rows`.
  public init(_ rows: [RecordedArrival], _ scheme: any Scheme, source: Source, threads: Int = 1) {
    self.rows = rows[...]
    self.scheme = scheme
    workerCount = scheme.workers
    messageLength = source.messageLength
    tasks = Array(repeating: [], count: scheme.workers)
    messages = PromisedMessages(scheme, source: source, threads: threads)
  }

  /// Makes a model available to later starts.
  public mutating func publish(_ model: Span<Element>, version: Int) {
    models.publish(model, version: version)
    newest = version
  }

  /// Lets go of models older than `version`.
  public mutating func forget(before version: Int) { models.forget(before: version) }

  /// Gives a worker a task, which a row of the record may answer.
  public mutating func start(worker: Int, version: Int) throws(ClusterError) {
    guard let snapshot = models[version] else {
      throw ClusterError("replay: version \(version) is asked for but not published")
    }
    tasks[worker].append(snapshot)
  }

  /// The next row of the record; its content is a promise.
  public mutating func next(before deadline: Double, into message: inout Vector<Element>)
    throws(ClusterError) -> Arrival?
  {
    // A recorded step that ended by its deadline has no more rows.
    guard let row = rows.first, row.step <= newest,
      !(deadline.isFinite && closesAfterDeadline(row))
    else {
      if deadline.isFinite {
        now = max(now, deadline)
        return nil
      }
      throw ClusterError(
        "replay: the record ends in step \(newest); does it belong to this configuration?")
    }
    let arrival = row.arrival
    guard (0..<workerCount).contains(arrival.worker), arrival.version >= 0,
      case let parts = scheme.sentParts(worker: arrival.worker, step: arrival.version),
      parts.contains(arrival.part),
      let i = tasks[arrival.worker].firstIndex(where: { $0.version == arrival.version })
    else {
      throw ClusterError(
        "replay: in step \(row.step) the record has a message of worker \(arrival.worker), version "
          + "\(arrival.version), that was never asked for; does it belong to this configuration?")
    }
    rows.removeFirst()
    let snapshot = tasks[arrival.worker][i]
    tasks[arrival.worker].removeSubrange(..<i)
    if arrival.part == parts.last { tasks[arrival.worker].removeFirst() }
    now = arrival.time
    messages.arrived(worker: arrival.worker, part: arrival.part, snapshot: snapshot)
    return arrival
  }

  /// Whether the step of `row` outlived its deadline until this late message closed it.
  ///
  /// A record does not say when a deadline passed, and its times are no help where the wall clock
  /// measured them. It shows in what the worker did next: released before the deadline it would have
  /// gone on with the model of this step, but it waited for a newer one.
  private func closesAfterDeadline(_ row: RecordedArrival) -> Bool {
    let arrival = row.arrival
    let later = rows.dropFirst()
    guard arrival.version < newest, tasks.indices.contains(arrival.worker),
      tasks[arrival.worker].last?.version == arrival.version,
      later.first.map({ $0.step > newest }) ?? true
    else { return false }
    return later.first { $0.arrival.worker == arrival.worker }.map { $0.arrival.version > newest }
      ?? false
  }

  /// Evaluates what is about to be used.
  public mutating func settle(_ weights: [Weight], in slot: (Weight) -> Slot<Element>) {
    messages.settle(weights, in: slot)
  }

  /// Nothing: no one is at work.
  public mutating func shutdown() {}
}

/// An arrival with the step that was open when it came: a row of `arrivals.csv`.
public struct RecordedArrival: Equatable, Sendable {
  /// The open step.
  public let step: Int
  /// The message.
  public let arrival: Arrival

  /// A row of a record.
  public init(step: Int, _ arrival: Arrival) {
    self.step = step
    self.arrival = arrival
  }
}
