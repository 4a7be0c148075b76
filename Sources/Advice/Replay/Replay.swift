import Clusters
import Coding
import Runs
import Training

/// A candidate made for a number of workers, ready to be replayed on any times.
struct Replay: Sendable {
  let candidate: Candidate
  let promise: Promise
  private let scheme: any Scheme
  /// What an overtaken worker does.
  let lateWork: LateWork
  /// Steps that equal workers make in the time of a task.
  let pace: Int
  /// Parts of the data that a worker stores.
  private let storage: Double
  /// Mean load of a task.
  let load: Double

  /// - Throws: where no such code exists, or it does not run.
  init(_ candidate: Candidate, workers n: Int, seed: UInt64) throws {
    self.candidate = candidate
    let scheme = try Schemes.make(candidate.request(workers: n, seed: seed))
    self.scheme = scheme
    promise = type(of: scheme).description.promise
    lateWork = candidate.lateWork ?? scheme.lateWork
    let stored = (0..<n).reduce(0) { $0 + scheme.placement(of: $1).count }
    storage = Double(stored) * scheme.partOfBlock / Double(n)
    let loads = (0..<n).reduce(0) { $0 + scheme.assignment(worker: $1, version: 1).load }
    load = Double(loads) * scheme.partOfBlock / Double(n)
    pace = try Self.pace(scheme, lateWork)
  }

  /// Seconds of a task of equal workers: below any time limit that a candidate sets.
  fileprivate static let unit = 0x1p-30

  /// Every step, where workers are equal, at one time: so many in the time of a task.
  private static func pace(_ scheme: any Scheme, _ lateWork: LateWork) throws -> Int {
    struct Counter: TimingObserver {
      var guardian: EventGuard
      var steps = 0
      mutating func saw(_ event: Event, step: Int) throws { try guardian.count() }
      mutating func stepped(_ record: StepRecord) -> Bool {
        // Three rounds after the first, in which some schemes wait for all.
        let time = record.time / Replay.unit
        if time > 1.5, time < 4.5 { steps += 1 }
        return time < 4.5
      }
    }
    var counter = Counter(guardian: EventGuard(steps: 10, workers: scheme.workers))
    let equal = Delays.recorded(
      Array(repeating: [unit], count: scheme.workers), share: 0, seed: 1)
    try run(scheme, lateWork, equal, steps: 5 * max(scheme.blocks, scheme.workers), &counter)
    return max(1, Int((Double(counter.steps) / 3).rounded()))
  }

  private static func run<V: TimingObserver & ~Copyable>(
    _ scheme: any Scheme, _ lateWork: LateWork, _ delays: any DelayModel, steps: Int,
    keepsTasks: Bool = false, _ observer: inout V
  ) throws {
    let blocks = scheme.blocks
    var workers = VirtualWorkers(
      scheme.workers,
      timing: TaskTiming(
        scheme, delays: delays, secondsOfBlock: Array(repeating: 0, count: blocks)))
    try simulate(
      scheme, lateWork: lateWork, shares: Array(repeating: 1 / Double(blocks), count: blocks),
      on: &workers, steps: 0..<steps, keepsTasks: keepsTasks, observer: &observer)
  }

  /// Lets the scheme's steps happen on some times.
  /// - Parameter rounds: Rounds that are measured, after a first one.
  func outcome(on delays: any DelayModel, rounds: Int) throws -> Outcome {
    let watch = try watch(on: delays, rounds: rounds, keepsTasks: false)
    var outcome = Outcome()
    let steps = Double(max(watch.steps, 1))
    outcome.secondsPerStep = (watch.time - watch.began) / steps
    outcome.pace = pace
    let usesOld = Self.usesOld(promise)
    outcome.dataShare = min(
      1, usesOld ? Double(watch.new) / steps / Double(scheme.blocks) : watch.recovery / steps)
    outcome.meanStaleness = watch.staleness / steps
    outcome.maxStaleness = watch.maxStaleness
    let passes = steps / Double(pace)
    outcome.absent = watch.came.map { max(0, 1 - Double($0) / passes) }
    let absent = outcome.absent
    let order = absent.indices.filter { absent[$0] > 1e-9 }
      .sorted { (-absent[$0], $0) < (-absent[$1], $1) }
    for block in order where outcome.leftOut.count < 3 {
      let holders = holders(of: block)
      if outcome.leftOut.contains(where: { $0.holders == holders }) { continue }
      outcome.leftOut.append(Absence(holders: holders, share: absent[block]))
    }
    outcome.storage = storage
    outcome.load = load
    outcome.traffic = Double(watch.messages) / passes / Double(scheme.workers)
    return outcome
  }

  /// The tasks of the first steps, and when these closed.
  func timeline(on delays: any DelayModel, rounds: Int) throws -> (
    tasks: [TaskRecord], closed: [Double]
  ) {
    let watch = try watch(on: delays, rounds: rounds, keepsTasks: true)
    return (watch.tasks, watch.closed)
  }

  private func watch(on delays: any DelayModel, rounds: Int, keepsTasks: Bool) throws -> Watch {
    var watch = Watch(
      blocks: scheme.blocks, first: pace, count: rounds * pace, takesOld: Self.usesOld(promise),
      keepsTasks: keepsTasks,
      guardian: EventGuard(steps: (rounds + 1) * pace, workers: scheme.workers))
    try Self.run(
      scheme, lateWork, pace > 1 ? TurnDelay(delays, workers: scheme.workers) : delays,
      steps: (rounds + 1) * pace,
      keepsTasks: keepsTasks, &watch)
    return watch
  }

  /// Whether what comes late is used.
  static func usesOld(_ promise: Promise) -> Bool {
    switch promise {
    case .exact, .unbiased, .approximate: false
    case .stale, .nearlyStale, .fastest, .nothing: true
    }
  }

  private func holders(of block: Int) -> [Int] {
    (0..<scheme.workers).filter { scheme.placement(of: $0).contains(block) }
  }
}
