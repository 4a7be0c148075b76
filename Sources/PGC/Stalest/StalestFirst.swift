import Coding

/// Gathers for `pgc-stalest` with a given number of blocks, and chooses what a free worker does.
struct StalestFirst: Gather {
  private let needed: Int
  private let startArrivals: Int
  private let shares: [Double]
  private let rows: [[Term]]

  private var table: StalestBlocks
  private var arrivals = 0
  private var total = 0
  /// The blocks that came in this step, where the start is stochastic.
  private var newest: [Int] = []

  init(
    _ table: StalestBlocks, arrivals: Int, startArrivals: Int, shares: [Double], rows: [[Term]]
  ) {
    self.table = table
    needed = arrivals
    self.startArrivals = startArrivals
    self.shares = shares
    self.rows = rows
  }

  /// Whether the model still moves along new messages alone.
  private var isStarting: Bool { total < startArrivals }

  mutating func open(step: Int, at time: Double) {
    arrivals = 0
    newest.removeAll(keepingCapacity: true)
  }

  mutating func choice(for worker: Int, version: Int) -> Choice {
    table.take(worker, version: version).map { .terms(rows[$0]) } ?? .wait
  }

  func destination(of arrival: Arrival) -> Destination {
    table.held.isNewer(arrival.version, at: arrival.block) ? .keep(arrival.block) : .drop
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    table.leave(arrival.worker)
    if table.held.isNewer(arrival.version, at: arrival.block) {
      table.keep(arrival.version, at: arrival.block)
      arrivals += 1
      total += 1
      if startArrivals > 0, !newest.contains(arrival.block) { newest.append(arrival.block) }
    }
    guard arrivals >= needed else { return .released }
    return isStarting || table.held.unseen == 0 ? .closes : .released
  }

  mutating func lost(_ worker: Int) -> Verdict {
    table.leave(worker)
    return .counted
  }

  mutating func close(into weights: inout [Weight]) {
    if isStarting || table.held.unseen > 0 {
      let present = newest.reduce(0) { $0 + shares[$1] }
      for block in newest {
        weights.append(Weight(place: block, version: table.held[block], 1 / present))
      }
      return
    }
    table.held.append(to: &weights)
  }
}
