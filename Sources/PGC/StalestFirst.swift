import Coding

/// Gathers for `pgc-stalest`, and chooses what a free worker does.
struct StalestFirst: Gather {
  private let copies: Int
  private let own: Int
  private let needed: Int
  private let startArrivals: Int
  private let shares: [Double]
  private let rows: [[Term]]

  private var held: HeldVersions
  /// The task of each worker: a block and the version it is evaluated at; −1 where it has none.
  private var underWay: [(block: Int, version: Int)]
  private var step = 0
  private var arrivals = 0
  private var total = 0
  /// The blocks that came in this step, where the start is stochastic.
  private var newest: [Int] = []

  init(
    workers: Int, copies: Int, blocksAWorker: Int, arrivals: Int, startArrivals: Int,
    shares: [Double], rows: [[Term]]
  ) {
    self.copies = copies
    own = blocksAWorker
    needed = arrivals
    self.startArrivals = startArrivals
    self.shares = shares
    self.rows = rows
    held = HeldVersions(places: rows.count)
    underWay = Array(repeating: (-1, -1), count: workers)
  }

  /// Whether the model still moves along new messages alone.
  private var isStarting: Bool { total < startArrivals }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    arrivals = 0
    newest.removeAll(keepingCapacity: true)
  }

  mutating func choice(for worker: Int, version: Int) -> Choice {
    underWay[worker] = (-1, -1)
    let group = worker / copies
    let mine = worker * own..<(worker + 1) * own
    var best = -1
    var age = version
    for block in mine { consider(block, group, &best, &age) }
    for block in group * copies * own..<(group + 1) * copies * own where !mine.contains(block) {
      consider(block, group, &best, &age)
    }
    guard best >= 0 else { return .wait }
    underWay[worker] = (best, version)
    return .terms(rows[best])
  }

  private func consider(_ block: Int, _ group: Int, _ best: inout Int, _ age: inout Int) {
    let version = effective(block, group)
    guard version < age else { return }
    age = version
    best = block
  }

  /// The version of a block that is held or will be.
  private func effective(_ block: Int, _ group: Int) -> Int {
    var version = held[block]
    for worker in group * copies..<(group + 1) * copies where underWay[worker].block == block {
      version = max(version, underWay[worker].version)
    }
    return version
  }

  func destination(of arrival: Arrival) -> Destination {
    held.isNewer(arrival.version, at: arrival.block) ? .keep(arrival.block) : .drop
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    underWay[arrival.worker] = (-1, -1)
    if held.isNewer(arrival.version, at: arrival.block) {
      held.take(arrival.version, at: arrival.block)
      arrivals += 1
      total += 1
      if startArrivals > 0, !newest.contains(arrival.block) { newest.append(arrival.block) }
    }
    guard arrivals >= needed else { return .released }
    return isStarting || held.unseen == 0 ? .closes : .released
  }

  mutating func lost(_ worker: Int) -> Verdict {
    underWay[worker] = (-1, -1)
    return .counted
  }

  mutating func close(into weights: inout [Weight]) {
    if isStarting || held.unseen > 0 {
      let present = newest.reduce(0) { $0 + shares[$1] }
      for block in newest {
        weights.append(Weight(place: block, version: held[block], 1 / present))
      }
      return
    }
    held.append(to: &weights)
  }
}
