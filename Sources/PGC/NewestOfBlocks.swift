import Coding

/// Gathers for `pgc-hybrid`: knows of every block which worker sent its newest gradient.
///
/// The buffer keeps the newest message of each (worker, part), and with `pgc-hybrid` that is of each
/// (worker, block): so what this names is always still held.
struct NewestOfBlocks: Gather {
  private let copies: Int
  private let awaited: Int
  /// By block; nil before its first gradient.
  private var newest: [Weight?]
  private var unseen: Int
  private var step = 0
  /// The last version each worker answered in time.
  private var answered: [Int]
  private var fresh = 0

  init(workers: Int, copies: Int, awaited: Int) {
    self.copies = copies
    self.awaited = awaited
    newest = Array(repeating: nil, count: workers)
    unseen = workers
    answered = Array(repeating: -1, count: workers)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    fresh = 0
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    let worker = arrival.worker
    let block = PipelinedHybrid.block(worker: worker, part: arrival.part, copies: copies)
    let held = newest[block]
    if held == nil { unseen -= 1 }
    if arrival.version > held?.version ?? -1 {
      newest[block] = Weight(
        worker: worker, version: arrival.version, part: arrival.part, 1)
    }
    if arrival.version == step, answered[worker] != step {
      answered[worker] = step
      fresh += 1
    }
    if unseen == 0, fresh >= awaited { return .closes }
    return arrival.version == step ? .counted : .released
  }

  mutating func close(into weights: inout [Weight]) {
    for case let weight? in newest { weights.append(weight) }
  }
}
