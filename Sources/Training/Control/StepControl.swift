public import Coding

/// The parameter server as a state machine: events in, actions out.
///
/// A pure value: it knows who is doing what, which version of which message is held, and when a step
/// is over, and touches no vector, clock, socket or file. Its events are the record of a run: fed to a
/// new control they give the same control, which is what a replay and a resumed run rest on.
public struct StepControl: Sendable {
  /// The step that is open, or was last.
  public private(set) var step: Int
  /// Whether that step waits for more.
  public private(set) var isOpen = false
  /// The decoding vector of the closed step, in the order of slices and places.
  public private(set) var weights: [Weight] = []
  /// How much of the training set the closed step's estimate speaks for.
  public private(set) var coverage = Coverage()
  /// Messages on the current model that came in this step.
  public private(set) var fresh = 0
  /// All messages that came in this step.
  public private(set) var arrivals = 0
  /// Messages that came in this step and are not finite.
  public private(set) var refused = 0
  /// Whose message closed the step; nil where a deadline or a loss did.
  public private(set) var closer: Int?
  /// When the step began, in seconds since the run began.
  public private(set) var opened = 0.0
  /// When it ended, once it is closed.
  public private(set) var closed = 0.0

  private let scheme: any Scheme
  private let lateWork: LateWork
  private var gather: any Gather
  private var workers: [Worker]
  /// Messages and deadlines since the last loss or join, or since the step was opened.
  private var unchanged = 0
  /// The row of each worker's last task, which the next one mostly shares.
  private var rows: [TaskRow?]
  private var holdings: Holdings
  private var book: TaskBook

  /// The control of a run at its start.
  /// - Parameters:
  ///   - shares: The fraction of samples in each block.
  ///   - lostBlocks: What becomes of blocks that lost workers alone hold.
  ///   - firstStep: The version of the first model, normally 0.
  ///   - keepsTasks: Whether `takeTasks` is asked for.
  public init(
    _ scheme: any Scheme, lateWork: LateWork, shares: [Double],
    lostBlocks: LostBlocks = .stop, firstStep: Int = 0, keepsTasks: Bool = false
  ) {
    self.scheme = scheme
    self.lateWork = lateWork
    step = firstStep
    gather = lostBlocks.gather(of: scheme, shares: shares)
    workers = Array(repeating: Worker(done: firstStep - 1), count: scheme.workers)
    rows = Array(repeating: nil, count: scheme.workers)
    holdings = Holdings(scheme, shares: shares)
    book = TaskBook(keepsTasks: keepsTasks)
    weights.reserveCapacity(scheme.places)
  }

  /// When the open step stops waiting, in seconds since the run began; infinite where it never does.
  public var deadline: Double { gather.deadline }

  /// The oldest version that a later task may be of.
  public var oldestVersion: Int {
    let oldest = min(step, gather.oldestVersion ?? step)
    guard lateWork == .backlog else { return oldest }
    return workers.reduce(oldest) { $1.isHere ? min($0, $1.done + 1) : $0 }
  }

  /// Whether a worker is lost and has not joined again.
  public var hasLost: Bool { workers.contains { !$0.isHere } }

  /// Block gradients in tasks that came in whole.
  public var evaluated: Int { book.evaluated }
  /// Block gradients in tasks that were dropped.
  public var cancelled: Int { book.cancelled }

  /// Hands over the tasks that have ended since the last time, where they are kept.
  public mutating func takeTasks() -> [TaskRecord] { book.take() }

  /// The tasks that are under way, as unfinished, when the run is over.
  public mutating func end(at time: Double) -> [TaskRecord] {
    for worker in workers.indices { book.dropped(worker, workers[worker], .unfinished, at: time) }
    return book.take()
  }

  /// Takes an event, and appends what is to be done.
  /// - Throws: where the scheme cannot decode what it has, or contradicts itself.
  public mutating func react(to event: Event, _ actions: inout [Action]) throws {
    switch event {
    case .opened(let step, let time): open(step, at: time, &actions)
    case .message(let task, let part, let time):
      try receive(task, part, time, &actions)
      try doubt(time, &actions)
    case .bad(let task, let part, let time): try refuse(task, part, time)
    case .deadline(let time):
      try pass(time, &actions)
      try doubt(time, &actions)
    case .idle(let time): try stall(at: time, &actions)
    case .lost(let worker, let time): try lose(worker, at: time, &actions)
    case .joined(let worker, let time): join(worker, at: time, &actions)
    }
  }

  /// Whose message a place holds, of which version and blocks; nil where it is empty.
  public func content(at place: Int) -> (worker: Int, version: Int, blocks: [Int])? {
    holdings.content(at: place)
  }

  private mutating func open(_ step: Int, at time: Double, _ actions: inout [Action]) {
    self.step = step
    isOpen = true
    opened = time
    fresh = 0
    arrivals = 0
    refused = 0
    unchanged = 0
    closer = nil
    gather.open(step: step, at: time)
    for worker in workers.indices where workers[worker].isHere {
      if workers[worker].turn == nil || lateWork == .cancel
        || gather.drops(workers[worker].version, of: worker)
      {
        start(worker, at: time, &actions)
      }
    }
  }

  /// The open step's deadline has passed: it closes, or workers whose time is up take something else.
  private mutating func pass(_ time: Double, _ actions: inout [Action]) throws {
    guard isOpen else { return }
    if gather.expire() { return try close(by: nil, at: time, &actions) }
    for worker in workers.indices where workers[worker].isHere && workers[worker].turn != nil {
      if gather.drops(workers[worker].version, of: worker) { start(worker, at: time, &actions) }
    }
  }

  private mutating func receive(
    _ task: Assignment, _ part: Int, _ time: Double, _ actions: inout [Action]
  ) throws {
    let arrival = Arrival(task, part: part, parts: scheme.parts, time: time)
    let destination = gather.destination(of: arrival)
    try holdings.put(task, part: part, destination)
    actions.append(.put(destination))
    arrivals += 1
    if task.version == step { fresh += 1 }
    if part == task.lastPart { finish(task, at: time) }
    switch gather.add(arrival) {
    case .closes: if isOpen { try close(by: task.worker, at: time, &actions) }
    case .counted: if workers[task.worker].turn == nil { workers[task.worker].answered = step }
    case .released:
      if workers[task.worker].isHere, workers[task.worker].turn == nil {
        start(task.worker, at: time, &actions)
      }
    }
  }

  /// Messages and deadlines, by worker, after which a step that is still open waits in vain for workers
  /// that are lost.
  private static var patience: Int { 100 }

  /// Ends the wait of a step that others' messages keep busy for ever.
  private mutating func doubt(_ time: Double, _ actions: inout [Action]) throws {
    unchanged += 1
    if isOpen, unchanged > Self.patience * workers.count, hasLost {
      try giveUp(at: time, &actions)
    }
  }

  /// The scheme does not hear of it: its worker has not answered, and is free until the next step.
  private mutating func refuse(_ task: Assignment, _ part: Int, _ time: Double) throws {
    try holdings.put(task, part: part, .drop)
    refused += 1
    if part == task.lastPart {
      finish(task, at: time)
      workers[task.worker].answered = step
    }
  }

  private mutating func finish(_ task: Assignment, at time: Double) {
    let isCurrent = workers[task.worker].turn == task.turn
    book.finished(
      task, begun: isCurrent ? workers[task.worker].began : nil, step: step, at: time)
    guard isCurrent else { return }
    workers[task.worker].turn = nil
    workers[task.worker].done = max(workers[task.worker].done, task.version)
  }

  private mutating func lose(_ worker: Int, at time: Double, _ actions: inout [Action]) throws {
    guard workers[worker].isHere else { return }
    unchanged = 0
    book.dropped(worker, workers[worker], .lost, at: time)
    workers[worker].turn = nil
    workers[worker].isHere = false
    holdings.forget(worker: worker)
    if case .closes = gather.lost(worker), isOpen { try close(by: nil, at: time, &actions) }
    guard isOpen else { return }
    for free in gather.summoned where workers[free].isHere && workers[free].turn == nil {
      start(free, at: time, &actions)
    }
  }

  private mutating func stall(at time: Double, _ actions: inout [Action]) throws {
    // A deadline that is still to come closes the step; being early is no reason to.
    if isOpen, gather.deadline == .infinity { try giveUp(at: time, &actions) }
  }

  /// Nothing that closes the step will come by itself: it closes without the lost, or never.
  private mutating func giveUp(at time: Double, _ actions: inout [Action]) throws {
    if hasLost, case .closes = gather.stalled() {
      try close(by: nil, at: time, &actions)
    } else {
      actions.append(.stalled)
    }
  }

  private mutating func join(_ worker: Int, at time: Double, _ actions: inout [Action]) {
    guard !workers[worker].isHere else { return }
    workers[worker].isHere = true
    unchanged = 0
    workers[worker].done = max(workers[worker].done, step - 1)
    gather.joined(worker)
    // An answer to the open step that came before the loss is held, and counts once.
    if isOpen, workers[worker].answered != step { start(worker, at: time, &actions) }
  }

  /// Gives a worker its next task, if there is one, in place of the one that it has.
  private mutating func start(_ worker: Int, at time: Double, _ actions: inout [Action]) {
    var version = step
    if lateWork == .backlog {
      guard workers[worker].done < step else { return }
      version = workers[worker].done + 1
    }
    let terms: [Term]
    switch gather.choice(for: worker, version: version) {
    case .row: terms = scheme.terms(worker: worker, step: version)
    case .terms(let chosen): terms = chosen
    case .model(let older):
      version = older
      terms = scheme.terms(worker: worker, step: older)
    case .wait: return
    }
    let interrupts = workers[worker].turn != nil
    if interrupts { book.dropped(worker, workers[worker], .cancelled, at: time) }
    let row: TaskRow
    if let last = rows[worker], last.isMade(of: terms) {
      row = last
    } else {
      row = TaskRow(terms)
      rows[worker] = row
    }
    workers[worker].begin(version: version, load: row.blocks.count, at: time)
    let task = Assignment(
      worker: worker, version: version, turn: workers[worker].turns - 1,
      repetition: workers[worker].repetition, row: row)
    book.started(task)
    actions.append(.start(task, interrupts: interrupts))
  }

  private mutating func close(by worker: Int?, at time: Double, _ actions: inout [Action]) throws {
    isOpen = false
    closer = worker
    closed = time
    weights.removeAll(keepingCapacity: true)
    try gather.close(into: &weights)
    weights.sort { ($0.slice, $0.place) < ($1.slice, $1.place) }
    coverage = try holdings.measure(weights, step: step)
    book.closed(by: worker, step: step)
    actions.append(.close)
  }
}
