public import Clusters
public import Coding
public import Kernels
public import Staleness

/// The workers of an MPI job, seen from the parameter server.
///
/// It never blocks on a straggler: tasks and models go out without waiting, messages come in through
/// one posted receive a worker, and waiting naps. Seconds are those of the wall clock since the cluster
/// was made. Use it from the thread that started MPI.
///
/// Not implemented: workers that die or join while it runs. It reports neither `lost` nor `joined`.
public struct MPICluster<Element: Scalar>: Cluster, ~Copyable {
  public let workerCount: Int
  public let messageLength: Int
  private let peers: [Peer]
  private let wire: Wire
  private let epoch: Double
  private var models = PublishedModels<Element>()
  private var receives: Transfers
  /// What is received into, by worker.
  private var inboxes: [Slot<Element>] = []
  private var sends: TaskSends<Element>
  private var held: StalenessBuffer<Element>
  /// Whose message came last and has no place yet, and the model it was computed from.
  private var arrived: (worker: Int, model: ModelSnapshot<Element>)?

  /// Posts the receives, and starts the clock.
  /// - Parameters:
  ///   - workers: The ranks of the scheme's workers, in their order.
  ///   - messageLength: d + 1.
  public init(_ scheme: any Scheme, workers: [Peer], messageLength: Int) throws(MPIError) {
    precondition(workers.count == scheme.workers, "as many ranks as workers")
    workerCount = scheme.workers
    self.messageLength = messageLength
    peers = workers
    wire = Wire(parts: scheme.parts)
    receives = Transfers(workerCount)
    sends = TaskSends(to: workers, wire: wire)
    held = StalenessBuffer(places: scheme.places, length: messageLength)
    epoch = MPIEnvironment.wallClock
    for worker in 0..<workerCount {
      inboxes.append(Slot(messageLength, repeating: 0))
      try post(worker)
    }
  }

  public var now: Double { MPIEnvironment.wallClock - epoch }

  public var keepsReplaced: Bool {
    get { held.keepsReplaced }
    set { held.keepsReplaced = newValue }
  }

  public mutating func publish(_ model: Span<Element>, version: Int) {
    models.publish(model, version: version)
  }

  public mutating func forget(before version: Int) { models.forget(before: version) }

  public mutating func start(_ assignment: Assignment, interrupts: Bool) throws {
    guard let snapshot = models[assignment.version] else {
      throw ClusterError("version \(assignment.version) was never published, or is forgotten")
    }
    try sends.send(.init(assignment: assignment, interrupts: interrupts, snapshot: snapshot))
  }

  public mutating func next(before deadline: Double) throws -> Event {
    if let last = arrived { try post(last.worker) }
    arrived = nil
    var patience = Patience()
    while true {
      if let completed = try receives.next() {
        patience.reset()
        if let message = try receive(completed) { return message }
        continue
      }
      let left = deadline - now
      if left <= 0 { return .deadline(time: now) }
      if sends.isIdle, deadline == .infinity { return .idle(time: now) }
      try sends.reap()
      patience.pause(atMost: left)
    }
  }

  private mutating func receive(_ completed: Transfers.Completed) throws -> Event? {
    let worker = completed.number
    let (turn, part) = wire.answer(completed.tag)
    guard let task = sends.task(of: worker, turn: turn) else {
      throw MPIError(call: "MPI_Irecv", problem: "worker \(worker) answers a task it was not given")
    }
    guard let part else {
      try post(worker)
      try sends.answered(worker, turn: turn)
      return nil
    }
    guard completed.bytes == messageLength * MemoryLayout<Element>.stride else {
      // For its goodbye.
      try post(worker)
      throw MPIError(
        call: "MPI_Irecv",
        problem:
          "worker \(worker) sent \(completed.bytes.map { "\($0)" } ?? "more") bytes in place "
          + "of \(messageLength) elements; do all ranks have the same options?")
    }
    if part == task.assignment.lastPart { try sends.answered(worker, turn: turn) }
    arrived = (worker, task.snapshot)
    return .message(task.assignment, part: part, time: now)
  }

  public mutating func put(_ destination: Destination) throws {
    guard let (worker, model) = arrived else { return }
    arrived = nil
    held.put(&inboxes[worker].vector, destination, of: model)
    try post(worker)
  }

  private mutating func post(_ worker: Int) throws(MPIError) {
    try receives.receive(worker, into: inboxes[worker], from: peers[worker])
  }

  public mutating func combine(_ weights: [Weight], into y: inout MutableSpan<Element>) {
    held.combine(weights, into: &y)
  }

  public mutating func withMessage(
    at place: Int, _ body: (Span<Element>) throws -> Void
  ) throws { try held.withMessage(at: place, body) }

  public mutating func replacements(_ body: (Replacement<Element>) throws -> Void) throws {
    try held.replacements(body)
  }

  /// Stops all workers, whatever they are doing: they answer with a goodbye behind their last
  /// message, which this waits for; then all sends are complete.
  /// - Throws: where a worker has not said goodbye after 30 seconds.
  public mutating func shutdown() throws {
    sends.forgetWaiting()
    if let last = arrived { try post(last.worker) }
    arrived = nil
    var stops = Transfers(1)
    for peer in peers {
      // Far below any eager limit: it does not wait for a worker.
      try stops.send(0, nil, to: peer, tag: Wire.order)
      try stops.wait(0)
    }
    var present = Set(0..<workerCount)
    let limit = now + 30
    var patience = Patience()
    while !present.isEmpty {
      if let completed = try receives.next() {
        patience.reset()
        if completed.tag == Wire.goodbye {
          present.remove(completed.number)
        } else {
          try post(completed.number)
        }
        continue
      }
      guard now < limit else {
        let names = present.sorted().map(String.init).joined(separator: ", ")
        throw MPIError(
          call: "shutdown", problem: "workers \(names) did not answer the stop within 30 seconds")
      }
      patience.pause()
    }
    try sends.finish()
  }
}
