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
/// A worker that ends or falls silent is lost: what MPI holds for it is left alone for ever, since a
/// call that waits for it would not return. One that is heard again joins again. With a door, another
/// process may become the worker, and workers may be missing at the start.
public struct MPICluster<Element: Scalar>: Cluster, ~Copyable {
  public let workerCount: Int
  public let messageLength: Int
  /// By worker; nil where no process is that worker yet.
  private var peers: [Peer?]
  private let wire: Wire
  private var epoch: Double
  private var models = PublishedModels<Element>()
  private var receives: Transfers
  /// What is received into, by worker.
  private var inboxes: [Slot<Element>] = []
  private var sends: TaskSends<Element>
  private var held: StalenessBuffer<Element>
  /// Workers that take no tasks: lost, or of a run that goes on, not yet there.
  private var isAway: [Bool]
  public var refusal = Refusal.none
  /// What is still to be told.
  private var pending: [Event] = []
  /// Silent workers that are heard again, and what was sent to them has not all gone out.
  private var returning: Set<Int> = []
  /// Workers whose process has ended.
  private var ended: Set<Int> = []
  private let signs: WorkerSigns?
  private let door: Door?
  /// Since when nobody has a task, where missing workers are waited for.
  private var idle: Double?
  private let waitsForWorkers: Double
  private let interruption: () -> Int32?
  private let tell: (Loss) -> Void
  private let hear: (Int, String) -> Void
  /// Workers that have not said goodbye, once they were told to stop.
  private var present: Set<Int> = []
  /// Workers that were lost, in the order of their loss.
  public private(set) var losses: [Loss] = []
  /// Whose message came last and has no place yet, and the model it was computed from.
  private var arrived: (worker: Int, model: ModelSnapshot<Element>)?

  /// Posts the receives, and starts the clock.
  /// - Parameters:
  ///   - workers: The ranks of the scheme's workers, in their order.
  ///   - messageLength: Elements of a message: d + 1, or those of a slice.
  ///   - lines: A connection beside MPI by worker, -1 where there is none; empty where nobody is to be missed.
  ///   - door: Where others come that take a missing worker's part.
  ///   - waitsForWorkers: How many seconds a step that cannot close without missing workers waits for them.
  ///   - lostBlocks: What becomes of the blocks of lost workers, as the control is told.
  ///   - patience: How long a worker may be silent.
  ///   - interruption: The signal that asks the run to end, once there is one.
  ///   - tell: Called for a worker that is lost, and again when it is there again.
  ///   - hear: Called with the last words of a worker.
  public init(
    _ scheme: any Scheme, workers: [Peer?], messageLength: Int, lines: [Int32] = [],
    lostBlocks: LostBlocks = .stop, patience: WorkerPatience = .adaptive, door: Door? = nil,
    waitsForWorkers: Double = 0,
    interruption: @escaping () -> Int32? = { nil },
    tell: @escaping (Loss) -> Void = { _ in }, hear: @escaping (Int, String) -> Void = { _, _ in }
  ) throws(MPIError) {
    precondition(workers.count == scheme.workers, "as many ranks as workers")
    workerCount = scheme.workers
    self.messageLength = messageLength
    peers = workers
    wire = Wire(parts: lostBlocks.parts(of: scheme))
    receives = Transfers(workerCount)
    sends = TaskSends(to: workers, wire: wire)
    held = StalenessBuffer(
      places: scheme.places, length: messageLength, slices: scheme.slices)
    epoch = MPIEnvironment.wallClock
    isAway = workers.map { $0 == nil }
    self.door = door
    self.waitsForWorkers = waitsForWorkers
    signs = lines.isEmpty ? nil : WorkerSigns(lines, patience: patience, at: 0)
    self.interruption = interruption
    self.tell = tell
    self.hear = hear
    for worker in 0..<workerCount {
      inboxes.append(Slot(messageLength, repeating: 0))
      try post(worker)
      if isAway[worker] { pending.append(.lost(worker: worker, time: 0)) }
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
    if isAway[assignment.worker] { return }
    idle = nil
    try sends.send(.init(assignment: assignment, interrupts: interrupts, snapshot: snapshot))
  }

  public mutating func next(before deadline: Double) throws -> Event {
    if let last = arrived { try post(last.worker) }
    arrived = nil
    var patience = Patience()
    while true {
      try listen()
      if let event = told() { return event }
      if let signal = interruption() { throw Interruption(signal: signal) }
      if let completed = try receives.next() {
        patience.reset()
        if let message = try receive(completed) { return message }
        continue
      }
      let left = deadline - now
      if left <= 0 { return .deadline(time: now) }
      if sends.isIdle, deadline == .infinity, !isHopeful { return .idle(time: now) }
      try sends.reap()
      patience.pause(atMost: left)
    }
  }

  /// Whether a missing worker may still come in time.
  private var isHopeful: Bool {
    mutating get {
      guard door != nil, isAway.contains(true) else { return false }
      let since = idle ?? now
      idle = since
      return now - since < waitsForWorkers
    }
  }

  /// Lets in who is at the door.
  private mutating func admit() throws {
    guard let newcomer = try door?.look(isFree: isAway) else { return }
    let worker = newcomer.worker
    receives.abandon(worker)
    inboxes[worker] = Slot(messageLength, repeating: 0)
    sends.replace(worker, by: newcomer.peer)
    peers[worker] = newcomer.peer
    signs?.replace(worker, by: newcomer.line, at: now)
    ended.remove(worker)
    returning.remove(worker)
    idle = nil
    try post(worker)
    greet(worker)
  }

  /// Takes note that a worker is there again, or for the first time.
  private mutating func greet(_ worker: Int) {
    if let last = losses.lastIndex(where: { $0.worker == worker && $0.back == nil }) {
      losses[last].back = now
      tell(losses[last])
    }
    pending.append(.joined(worker: worker, time: now))
  }

  /// The next event that does not come by MPI.
  private mutating func told() -> Event? {
    guard !pending.isEmpty else { return nil }
    let event = pending.removeFirst()
    switch event {
    case .lost(let worker, _): isAway[worker] = true
    case .joined(let worker, _): isAway[worker] = false
    default: break
    }
    return event
  }

  /// Takes note of workers that are gone, or are there again.
  private mutating func listen() throws {
    try admit()
    for change in signs?.look(at: now) ?? [] {
      switch change {
      case .ended(let worker):
        ended.insert(worker)
        returning.remove(worker)
        lose(worker, .ended)
      case .silent(let worker): lose(worker, .silent)
      case .heard(let worker): returning.insert(worker)
      case .said(let worker, let words): take(words, of: worker)
      }
    }
    for worker in returning where sends.isClear(worker) {
      returning.remove(worker)
      greet(worker)
    }
  }

  private func take(_ words: String, of worker: Int) {
    hear(worker, words)
    signs?.acknowledge(worker)
  }

  private mutating func lose(_ worker: Int, _ sign: Loss.Sign) {
    sends.lose(worker)
    let loss = Loss(worker: worker, time: now, sign: sign)
    losses.append(loss)
    tell(loss)
    pending.append(.lost(worker: worker, time: now))
  }

  private mutating func receive(_ completed: Transfers.Completed) throws -> Event? {
    let worker = completed.number
    let (turn, part) = wire.answer(completed.tag)
    guard let task = sends.task(of: worker, turn: turn) else {
      // What a worker does when it is back, before it hears of anything new, was written off.
      if losses.contains(where: { $0.worker == worker }) {
        try post(worker)
        return nil
      }
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
    if case .notFinite = refusal, !inboxes[worker].vector[messageLength - 1].isFinite {
      return .bad(task.assignment, part: part, time: now)
    }
    return .message(task.assignment, part: part, time: now)
  }

  public mutating func put(_ destination: Destination) throws {
    guard let (worker, model) = arrived else { return }
    arrived = nil
    held.put(&inboxes[worker].vector, destination, of: model)
    try post(worker)
  }

  private mutating func post(_ worker: Int) throws(MPIError) {
    guard let peer = peers[worker] else { return }
    try receives.receive(worker, into: inboxes[worker], from: peer)
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
  /// message, which this waits for; then all sends to them are complete.
  ///
  /// Who is lost is not waited for, and others 30 seconds at most.
  public mutating func shutdown() throws {
    sends.forgetWaiting()
    if let last = arrived { try post(last.worker) }
    arrived = nil
    var stops = Transfers(1)
    for worker in peers.indices where !ended.contains(worker) {
      guard let peer = peers[worker] else { continue }
      // Far below any eager limit: it does not wait for a worker.
      try stops.send(0, nil, to: peer, tag: Wire.order)
      try stops.wait(0)
    }
    present = Set(peers.indices.filter { peers[$0] != nil })
    let limit = now + 30
    // Who is gone since, and when that was seen: a last message may still be on its way.
    var gone: [Int: (sign: Loss.Sign, time: Double)] = [:]
    func isAwaited(_ worker: Int, _ isAway: [Bool], at time: Double) -> Bool {
      !isAway[worker] && gone[worker].map { time - $0.time < 0.5 } ?? true
    }
    var patience = Patience()
    while present.contains(where: { isAwaited($0, isAway, at: now) }), now < limit {
      if let completed = try receives.next() {
        patience.reset()
        if completed.tag == Wire.goodbye {
          present.remove(completed.number)
        } else {
          try post(completed.number)
        }
        continue
      }
      for change in signs?.look(at: now) ?? [] {
        switch change {
        case .ended(let worker): gone[worker] = (.ended, now)
        case .silent(let worker): gone[worker] = (.silent, now)
        case .heard(let worker): gone[worker] = nil
        case .said(let worker, let words): take(words, of: worker)
        }
      }
      patience.pause()
    }
    for worker in present.sorted() {
      guard let (sign, _) = gone[worker] else { continue }
      if sign == .ended { ended.insert(worker) }
      if !isAway[worker] { lose(worker, sign) }
    }
    try sends.finish(Set(0..<workerCount).subtracting(present))
  }

  /// Workers that did not answer the stop, without which MPI cannot be ended.
  ///
  /// Those whose process has ended need no more ending.
  public var leftBehind: (ended: [Int], stuck: [Int]) {
    (present.intersection(ended).sorted(), present.subtracting(ended).sorted())
  }

  public mutating func state() -> ClusterState<Element> {
    let held = held.messages()
    return ClusterState(
      time: now, models: models.inUse(), messages: held.vectors, versions: held.versions)
  }

  /// Goes on where an earlier job was: all workers are new, so each is told as lost and as joined, if it
  /// is there.
  public mutating func restore(_ state: ClusterState<Element>) throws {
    epoch = MPIEnvironment.wallClock - state.time
    for (version, model) in state.models.sorted(by: { $0.key < $1.key }) {
      models.publish(model.span, version: version)
    }
    try held.restore(state.messages, versions: state.versions) { models.find($0) }
    pending.removeAll()
    for worker in 0..<workerCount {
      isAway[worker] = true
      pending.append(.lost(worker: worker, time: now))
      if peers[worker] != nil { pending.append(.joined(worker: worker, time: now)) }
    }
  }

  public func model(_ version: Int) -> ModelSnapshot<Element>? { models.find(version) }
}
