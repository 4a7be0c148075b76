import Coding
import Staleness

/// Gathers for `pgc`: knows which version of each block the staleness buffer holds.
struct BufferGather: Gather {
  private let shares: [Double]
  private let stop: PGCStop
  private let weight: StalenessWeight
  private let maxStaleness: Int?
  private let startsWithAll: Bool
  private let rescaled: Bool

  private var held: HeldVersions
  private var step = 0
  private var fresh = 0
  private var arrivals = 0
  private(set) var deadline = Double.infinity
  private var expired = false

  init(
    shares: [Double], stop: PGCStop, weight: StalenessWeight, maxStaleness: Int?,
    startsWithAll: Bool, rescaled: Bool
  ) {
    self.shares = shares
    self.stop = stop
    self.weight = weight
    self.maxStaleness = maxStaleness
    self.startsWithAll = startsWithAll
    // What was never seen has no gradient to fill in: the rest must stand for it.
    self.rescaled = rescaled || !startsWithAll
    held = HeldVersions(places: shares.count)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    fresh = 0
    arrivals = 0
    expired = false
    if case .deadline(let seconds) = stop { deadline = time + seconds }
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    held.take(arrival.version, at: arrival.worker)
    arrivals += 1
    let isFresh = arrival.version == step
    if isFresh { fresh += 1 }
    if mayClose { return .closes }
    // Late ones count where any age does, unless the step must wait for a newer one of the same worker.
    if case .arrivals = stop { return isTooOld(arrival.version) ? .released : .counted }
    return isFresh ? .counted : .released
  }

  private func isTooOld(_ version: Int) -> Bool {
    maxStaleness.map { step - version > $0 } ?? false
  }

  mutating func expire() -> Bool {
    expired = true
    deadline = .infinity
    return mayClose
  }

  private var mayClose: Bool {
    // The buffer needs every block once, or at least one to speak for the others.
    guard startsWithAll ? held.unseen == 0 : held.unseen < held.places.count else { return false }
    let enough =
      switch stop {
      case .fresh(let k): fresh >= k
      case .arrivals(let k): arrivals >= k
      case .deadline: expired || fresh == held.places.count
      }
    guard enough else { return false }
    return held.places.allSatisfy { held[$0] < 0 || !isTooOld(held[$0]) }
  }

  mutating func close(into weights: inout [Weight]) {
    let first = weights.count
    var present = 0.0
    var whole = true
    for worker in held.places {
      let version = held[worker]
      let value = version < 0 ? 0 : weight(step - version)
      if value != 1 { whole = false }
      guard value > 0 else { continue }
      present += value * shares[worker]
      weights.append(Weight(place: worker, version: version, value))
    }
    // All shares sum to 1 but for rounding; dividing by that would change the bits of the exact case.
    guard rescaled, !whole else { return }
    for i in first..<weights.count {
      let w = weights[i]
      weights[i] = Weight(place: w.place, version: w.version, w.value / present)
    }
  }
}
