public import Clusters
public import Coding
public import Kernels
public import Staleness

/// Workers as on MPI, in virtual time: each message is made by a `WorkerRole` and kept as a vector.
///
/// The events are those of the virtual cluster; what they carry is evaluated when it is sent, in the
/// order of the worker's tasks, and put into a staleness buffer. A task that is interrupted has begun
/// the evaluation of its next message, as real workers have.
public struct RoleCluster: Cluster, ~Copyable {
  /// Double precision.
  public typealias Element = Double

  private struct Task {
    var assignment: Assignment
    var model: ModelSnapshot<Double>
    /// The message that is being made; nil where all are sent.
    var part: Int?
  }

  private var workers: VirtualWorkers
  /// n.
  public let workerCount: Int
  /// d + 1, or the elements of a slice.
  public let messageLength: Int
  private var roles: [WorkerRole<Double>]
  private var tasks: [Task?]
  private var models = PublishedModels<Double>()
  private var held: StalenessBuffer<Double>
  private var incoming: Vector<Double>
  private var arrived: ModelSnapshot<Double>?

  /// The scheme's workers, idle.
  public init(_ scheme: any Scheme, source: any GradientSource<Double>, timing: TaskTiming) {
    workers = VirtualWorkers(scheme.workers, timing: timing)
    workerCount = scheme.workers
    messageLength = Slices(scheme.slices, of: source.gradientLength - 1).messageLength
    roles = (0..<scheme.workers).map {
      WorkerRole(worker: $0, of: scheme, source: source.forAnotherThread())
    }
    tasks = Array(repeating: nil, count: scheme.workers)
    held = StalenessBuffer(
      places: scheme.places, length: messageLength, slices: scheme.slices)
    incoming = Vector(repeating: .nan, count: messageLength)
  }

  /// Virtual seconds.
  public var now: Double { workers.now }

  /// Of the buffer.
  public var refusal = Refusal.none

  public var keepsReplaced: Bool {
    get { held.keepsReplaced }
    set { held.keepsReplaced = newValue }
  }

  /// Keeps a copy.
  public mutating func publish(_ model: Span<Double>, version: Int) {
    models.publish(model, version: version)
  }

  /// Lets go of copies.
  public mutating func forget(before version: Int) { models.forget(before: version) }

  /// Gives a worker a task; one that it has is left half done.
  public mutating func start(_ assignment: Assignment, interrupts: Bool) throws {
    let worker = assignment.worker
    if let task = tasks[worker], let part = task.part {
      guard interrupts else {
        throw ClusterError("worker \(worker) has a task, and its next one does not interrupt")
      }
      var looks = 0
      _ = try fill(part, of: task) {
        looks += 1
        return looks < 2
      }
    }
    guard let model = models[assignment.version] else {
      throw ClusterError("version \(assignment.version) was never published, or is forgotten")
    }
    tasks[worker] = Task(assignment: assignment, model: model, part: assignment.parts.first)
    workers.start(assignment, interrupts: interrupts)
  }

  /// The next event; its message, if it has one, is made now.
  public mutating func next(before deadline: Double) throws -> Event {
    arrived = nil
    let event = workers.next(before: deadline)
    guard case .message(let task, let part, let time) = event, let busy = tasks[task.worker] else {
      return event
    }
    guard try fill(part, of: busy, { true }) else {
      throw ClusterError("an evaluation ended that nobody interrupted")
    }
    tasks[task.worker]?.part = busy.assignment.part(after: part)
    if case .notFinite = refusal, !incoming[messageLength - 1].isFinite {
      return .bad(task, part: part, time: time)
    }
    arrived = busy.model
    return event
  }

  private mutating func fill(_ part: Int, of task: Task, _ proceed: () -> Bool) throws -> Bool {
    try task.model.withModel {
      try roles[task.assignment.worker].fill(
        &incoming, part: part, of: task.assignment, at: $0, while: proceed)
    }
  }

  /// Puts the message that came last into its place.
  public mutating func put(_ destination: Destination) {
    guard let model = arrived else { return }
    arrived = nil
    held.put(&incoming, destination, of: model)
    // What the next message is made in has no say in what it is.
    incoming.withMutableSpan { Double.fill(.nan, &$0) }
  }

  /// Of the buffer.
  public mutating func combine(_ weights: [Weight], into y: inout MutableSpan<Double>) {
    held.combine(weights, into: &y)
  }

  /// Of the buffer.
  public mutating func withMessage(at place: Int, _ body: (Span<Double>) throws -> Void) throws {
    try held.withMessage(at: place, body)
  }

  /// Of the buffer.
  public mutating func replacements(_ body: (Replacement<Double>) throws -> Void) throws {
    try held.replacements(body)
  }

  /// Nothing: no one is at work.
  public mutating func shutdown() {}

  /// Models and messages, as on MPI.
  public mutating func state() -> ClusterState<Double> {
    let held = held.messages()
    return ClusterState(
      time: now, models: models.inUse(), messages: held.vectors, versions: held.versions)
  }

  /// It does not go on.
  public mutating func restore(_ state: ClusterState<Double>) throws {
    throw ClusterError("a rehearsal has no checkpoints")
  }

  /// A published model.
  public func model(_ version: Int) -> ModelSnapshot<Double>? { models.find(version) }
}
