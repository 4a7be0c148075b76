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
  /// The tasks that the rest of the journal has a message of.
  private var tasks: [TaskName: (assignment: Assignment, snapshot: ModelSnapshot<Element>)] = [:]
  private let answered: Set<TaskName>
  private var messages: PromisedBuffer<Element>

  private struct TaskName: Hashable {
    var worker: Int
    var turn: Int
  }

  /// A cluster that repeats `rows`.
  public init(
    _ rows: [JournalRow], _ scheme: any Scheme, source: any GradientSource<Element>,
    threads: Int = 1
  ) {
    self.rows = rows[...]
    workerCount = scheme.workers
    messageLength = source.messageLength
    answered = Set(
      rows.compactMap { row in
        guard case .message(let message) = row.event else { return nil }
        return TaskName(worker: message.worker, turn: message.turn)
      })
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
    let name = TaskName(worker: assignment.worker, turn: assignment.turn)
    if answered.contains(name) { tasks[name] = (assignment, snapshot) }
  }

  /// The next row of the journal; the content of a message is a promise.
  public mutating func next(before deadline: Double) throws -> Event {
    guard let row = rows.popFirst() else {
      throw ClusterError(
        "replay: the record ends in step \(newest); does it belong to this configuration?")
    }
    guard row.step == newest else {
      throw ClusterError(
        "replay: step \(newest) is open where the record has an event of step \(row.step); does it "
          + "belong to this configuration?")
    }
    now = row.event.time
    switch row.event {
    case .opened:
      throw ClusterError(
        "replay: step \(newest) has not closed where the record opens the next; does it belong to "
          + "this configuration?")
    case .message(let message): return try receive(message, row.step)
    case .deadline(let time): return .deadline(time: time)
    case .lost(let worker, let time): return .lost(worker: try known(worker, row.step), time: time)
    case .joined(let worker, let time):
      return .joined(worker: try known(worker, row.step), time: time)
    }
  }

  private func known(_ worker: Int, _ step: Int) throws(ClusterError) -> Int {
    guard (0..<workerCount).contains(worker) else {
      throw ClusterError("replay: step \(step) names worker \(worker) of \(workerCount)")
    }
    return worker
  }

  private mutating func receive(_ message: JournalRow.Message, _ step: Int) throws -> Event {
    let name = TaskName(worker: message.worker, turn: message.turn)
    guard let (task, snapshot) = tasks[name], task.version == message.version,
      task.parts.contains(message.part), message.blocks.map({ $0 == task.blocks }) ?? true
    else {
      throw ClusterError(
        "replay: in step \(step) the record has a message of worker \(message.worker), version "
          + "\(message.version), that was never asked for; does it belong to this configuration?")
    }
    if message.part == task.lastPart { tasks[name] = nil }
    messages.arrived(task, part: message.part, snapshot: snapshot)
    return .message(task, part: message.part, time: message.time)
  }

  public mutating func put(_ placement: Placement) { messages.put(placement) }

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
}
