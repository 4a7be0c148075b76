/// A gather whose lost workers are acted for by live ones.
///
/// A worker that took over others does their rows behind its own and sends their messages as further
/// parts of its task. The scheme's own gather sees them as the lost workers' messages, and never learns
/// that they came from elsewhere.
struct ReassigningGather: GatherAround {
  var inner: any Gather
  private let scheme: any Scheme
  private let parts: Int
  /// By worker: whom it acts for, ascending, beside itself.
  private var charges: [[Int]]
  /// Who acts for a worker that is lost.
  private var actor: [Int?]
  private var isHere: [Bool]
  /// The newest version of which a worker's message has come, and who sent it.
  private var done: [(version: Int, by: Int)]
  private var step = 0
  private(set) var summoned: [Int] = []

  init(_ inner: any Gather, of scheme: any Scheme) {
    self.inner = inner
    self.scheme = scheme
    parts = scheme.parts
    charges = Array(repeating: [], count: scheme.workers)
    actor = Array(repeating: nil, count: scheme.workers)
    isHere = Array(repeating: true, count: scheme.workers)
    done = (0..<scheme.workers).map { (-1, $0) }
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    inner.open(step: step, at: time)
  }

  mutating func choice(for worker: Int, version: Int) -> Choice {
    if charges[worker].isEmpty { return inner.choice(for: worker, version: version) }
    let all = [worker] + charges[worker]
    // Where it has done its own already, what it took over since is left.
    let left = all.filter { done[$0].version < version }
    var terms: [Term] = []
    for role in left.isEmpty ? all : left {
      let row: [Term]
      switch inner.choice(for: role, version: version) {
      case .row: row = scheme.terms(worker: role, step: version)
      case .terms(let chosen): row = chosen
      // A task is of one model: schemes that name others are refused (`LostBlocks.check`).
      case .model, .wait: continue
      }
      let offset = role == worker ? 0 : (1 + role) * parts
      // A row of nothing is an answer too: a message of zeros.
      terms += row.isEmpty ? [Term(0, 0, .remembered, part: offset)] : []
      terms += row.map {
        Term($0.block, $0.coefficient, $0.source, part: offset + $0.part, slice: $0.slice)
      }
    }
    return terms.isEmpty ? .wait : .terms(terms)
  }

  /// The message as that of the worker whose row it is.
  private func translated(_ arrival: Arrival) -> Arrival {
    let (slot, part) = arrival.part.quotientAndRemainder(dividingBy: parts)
    return Arrival(
      worker: slot == 0 ? arrival.worker : slot - 1, version: arrival.version, part: part,
      parts: parts, block: arrival.block, time: arrival.time)
  }

  /// Whether it has come from somebody else already.
  private func isDouble(_ message: Arrival, from sender: Int) -> Bool {
    message.version <= done[message.worker].version && sender != done[message.worker].by
  }

  func destination(of arrival: Arrival) -> Destination {
    let message = translated(arrival)
    return isDouble(message, from: arrival.worker) ? .drop : inner.destination(of: message)
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    let message = translated(arrival)
    var verdict = Verdict.counted
    if !isDouble(message, from: arrival.worker) {
      verdict = inner.add(message)
      done[message.worker] = (message.version, arrival.worker)
    }
    if case .closes = verdict { return .closes }
    return hasMore(arrival.worker) ? .released : verdict
  }

  /// Whether a worker that has done its own has something left of what it took over.
  private func hasMore(_ worker: Int) -> Bool {
    charges[worker].contains { done[$0].version < step }
  }

  mutating func lost(_ worker: Int) -> Verdict {
    isHere[worker] = false
    summoned.removeAll()
    let verdict = inner.lost(worker)
    inner.joined(worker)
    let orphans = (charges[worker] + [worker]).sorted()
    charges[worker] = []
    for orphan in orphans {
      actor[orphan] = nil
      guard let next = nextActor(for: orphan) else { continue }
      actor[orphan] = next
      charges[next] = (charges[next] + [orphan]).sorted()
      if hasMore(next), !summoned.contains(next) { summoned.append(next) }
    }
    return verdict
  }

  /// The live worker with the fewest charges; of these the next one around the circle.
  private func nextActor(for orphan: Int) -> Int? {
    let workers = scheme.workers
    return (1..<max(workers, 1)).map { (orphan + $0) % workers }.filter { isHere[$0] }
      .min { charges[$0].count < charges[$1].count }
  }

  mutating func joined(_ worker: Int) {
    isHere[worker] = true
    if let acting = actor[worker] { charges[acting].removeAll { $0 == worker } }
    actor[worker] = nil
    // Who lost everybody else finds nobody to act for these.
    for orphan in isHere.indices where !isHere[orphan] && actor[orphan] == nil {
      actor[orphan] = worker
      charges[worker] = (charges[worker] + [orphan]).sorted()
    }
    inner.joined(worker)
  }
}
