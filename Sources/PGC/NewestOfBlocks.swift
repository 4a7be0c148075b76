import Coding

/// Gathers for `pgc-hybrid`: knows which version of each block the staleness buffer holds, whichever
/// worker sent it.
struct NewestOfBlocks: Gather {
  private let awaited: Int
  /// The version held of each block; −1 before its first gradient.
  private var versions: [Int]
  private var unseen: Int
  private var step = 0
  /// The last version each worker answered in time.
  private var answered: [Int]
  private var fresh = 0

  init(workers: Int, awaited: Int) {
    self.awaited = awaited
    versions = Array(repeating: -1, count: workers)
    unseen = workers
    answered = Array(repeating: -1, count: workers)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    fresh = 0
  }

  func placement(of arrival: Arrival) -> Placement {
    arrival.version > versions[arrival.block] ? .keep(arrival.block) : .drop
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    if versions[arrival.block] < 0 { unseen -= 1 }
    versions[arrival.block] = max(versions[arrival.block], arrival.version)
    if arrival.version == step, answered[arrival.worker] != step {
      answered[arrival.worker] = step
      fresh += 1
    }
    if unseen == 0, fresh >= awaited { return .closes }
    return arrival.version == step ? .counted : .released
  }

  mutating func close(into weights: inout [Weight]) {
    for block in versions.indices where versions[block] >= 0 {
      weights.append(Weight(place: block, version: versions[block], 1))
    }
  }
}
