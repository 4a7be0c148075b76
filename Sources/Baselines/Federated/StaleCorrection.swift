import Coding
import Settings

/// The gathering of FedStale and FedVARP: the first k fresh results, and the last one of every worker.
///
///   ĝ = β Σ_i h_i + Σ_{i∈S} (g_i − β h_i) / p_i,   then h_i ← g_i for i in S.
///
/// The first step waits for all, so that every h_i is there.
struct StaleCorrection: Gather {
  private let needed: Int
  private let beta: Double
  /// p_i, the chance that worker i is among the first.
  private let chances: [Double]
  /// The half in which the last result of a worker is; the other takes the next.
  private var half: [Int]
  private var versions: [Int]
  private var isFresh: [Bool]
  private var count = 0
  private var step = 0

  init(needed: Int, beta: Double, chances: [Double]) {
    self.needed = needed
    self.beta = beta
    self.chances = chances
    half = Array(repeating: 0, count: chances.count)
    versions = Array(repeating: -1, count: chances.count)
    isFresh = Array(repeating: false, count: chances.count)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    count = 0
    for worker in isFresh.indices {
      if isFresh[worker] {
        half[worker] = 1 - half[worker]
        versions[worker] = step - 1
      }
      isFresh[worker] = false
    }
  }

  private func place(_ worker: Int, fresh: Bool) -> Int {
    (fresh ? 1 - half[worker] : half[worker]) * half.count + worker
  }

  func destination(of arrival: Arrival) -> Destination {
    arrival.version == step ? .keep(place(arrival.worker, fresh: true)) : .drop
  }

  private var isFirst: Bool { versions.contains(-1) }

  mutating func add(_ arrival: Arrival) -> Verdict {
    guard arrival.version == step else { return .released }
    isFresh[arrival.worker] = true
    count += 1
    return count >= (isFirst ? half.count : needed) ? .closes : .counted
  }

  mutating func close(into weights: inout [Weight]) {
    let all = isFirst
    for worker in half.indices {
      let chance = all ? 1 : chances[worker]
      if isFresh[worker] {
        weights.append(Weight(place: place(worker, fresh: true), version: step, 1 / chance))
      }
      let old = isFresh[worker] ? beta * (1 - 1 / chance) : beta
      if versions[worker] >= 0, old != 0 {
        weights.append(
          Weight(place: place(worker, fresh: false), version: versions[worker], old))
      }
    }
  }
}
