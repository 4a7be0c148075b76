import Clusters
import Coding

/// Keeps the book of tasks: what each worker is at, and how many block gradients were evaluated.
///
/// A task counts as evaluated, with the whole load of its row of B, when its last message has come;
/// it counts as cancelled, with the same load, when its worker is given another before that. What a
/// cancelled worker had done by then nobody knows on MPI, so the two are kept apart: the work done is
/// at least `evaluated` and at most the sum.
struct TaskLedger {
  /// A task that is over: a row of `tasks.csv`.
  struct Ended: Equatable {
    var worker: Int
    var version: Int
    var blocks: [Int]
    var began: Double
    var ended: Double
    var outcome: Outcome
  }

  /// What became of a task.
  enum Outcome: String {
    /// Its last message came in the step of its version.
    case fresh
    /// The same, and it closed that step: the parameter server waited for it.
    case awaited
    /// Its last message came in a later step.
    case late
    /// Its worker was given another before its last message had come.
    ///
    /// The row stays so where that message comes after all, as it may on MPI; its load then counts as
    /// evaluated, so that the rows of `tasks.csv` may hold more cancelled loads than `cancelled`.
    case cancelled
    /// It was under way when the run ended.
    case unfinished
  }

  private let scheme: any Scheme
  private let keepsTasks: Bool
  private var open: [(version: Int, began: Double)?]
  private var over: [Ended] = []
  /// Whose message closed the last step; nil where a deadline did.
  private(set) var closer: Int?
  /// Block gradients in tasks that came in whole.
  private(set) var evaluated = 0
  /// Block gradients in tasks that were dropped.
  private(set) var cancelled = 0

  init(_ scheme: any Scheme, keepsTasks: Bool) {
    self.scheme = scheme
    self.keepsTasks = keepsTasks
    open = Array(repeating: nil, count: scheme.workers)
  }

  mutating func started(worker: Int, version: Int, at time: Double) {
    if let dropped = open[worker] {
      cancelled += load(worker: worker, version: dropped.version)
      note(worker, dropped, ended: time, .cancelled)
    }
    open[worker] = (version, time)
  }

  mutating func closed(by worker: Int) { closer = worker }

  mutating func arrived(_ row: RecordedArrival) {
    let arrival = row.arrival
    let worker = arrival.worker
    guard scheme.isLast(part: arrival.part, worker: worker, step: arrival.version) else { return }
    let load = load(worker: worker, version: arrival.version)
    evaluated += load
    guard let task = open[worker], task.version == arrival.version else {
      // On MPI a worker may have been done before the cancellation reached it. The row is written.
      cancelled -= load
      return
    }
    note(worker, task, ended: arrival.time, arrival.version == row.step ? .fresh : .late)
    open[worker] = nil
  }

  /// Begins the book of the next step.
  /// - Returns: The tasks that ended since the last step.
  mutating func stepped(_ step: Int) -> [Ended] {
    defer { closer = nil }
    guard keepsTasks else { return [] }
    let awaited = over.lastIndex {
      $0.outcome == .fresh && $0.worker == closer && $0.version == step
    }
    if let awaited { over[awaited].outcome = .awaited }
    defer { over.removeAll(keepingCapacity: true) }
    return over
  }

  /// The tasks that nobody closed, when the run is over.
  mutating func ended(at time: Double) -> [Ended] {
    for (worker, task) in open.enumerated() {
      if let task { note(worker, task, ended: max(time, task.began), .unfinished) }
    }
    defer { over.removeAll() }
    return over
  }

  private mutating func note(
    _ worker: Int, _ task: (version: Int, began: Double), ended: Double, _ outcome: Outcome
  ) {
    guard keepsTasks else { return }
    over.append(
      Ended(
        worker: worker, version: task.version,
        blocks: blocks(worker: worker, version: task.version), began: task.began, ended: ended,
        outcome: outcome))
  }

  private func blocks(worker: Int, version: Int) -> [Int] {
    var blocks: [Int] = []
    for term in scheme.terms(worker: worker, step: version)
    where term.source == .fresh && !blocks.contains(term.block) { blocks.append(term.block) }
    return blocks
  }

  private func load(worker: Int, version: Int) -> Int {
    // Only messages of several parts can name a block twice.
    guard scheme.parts == 1 else { return blocks(worker: worker, version: version).count }
    var load = 0
    for term in scheme.terms(worker: worker, step: version) where term.source == .fresh {
      load += 1
    }
    return load
  }
}
