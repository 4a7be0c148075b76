import Coding

/// Gathers for `pgc-hybrid`: knows which version of each block the staleness buffer holds, whichever
/// worker sent it.
struct NewestOfBlocks: Gather {
  private let awaited: Int
  private var held: HeldVersions
  private var step = 0
  /// The last version each worker answered in time.
  private var answered: [Int]
  private var fresh = 0

  init(workers: Int, awaited: Int) {
    self.awaited = awaited
    held = HeldVersions(places: workers)
    answered = Array(repeating: -1, count: workers)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    fresh = 0
  }

  func destination(of arrival: Arrival) -> Destination {
    held.isNewer(arrival.version, at: arrival.block) ? .keep(arrival.block) : .drop
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    held.take(arrival.version, at: arrival.block)
    if arrival.version == step, answered[arrival.worker] != step {
      answered[arrival.worker] = step
      fresh += 1
    }
    if held.unseen == 0, fresh >= awaited { return .closes }
    return arrival.version == step ? .counted : .released
  }

  mutating func close(into weights: inout [Weight]) { held.append(to: &weights) }
}
