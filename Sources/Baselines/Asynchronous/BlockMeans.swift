import Coding

/// When every worker has sent enough results on the model of a step.
protocol EnoughResults: Sendable {
  /// Whether a worker that has sent `count` results goes on.
  func wants(_ count: Int, of worker: Int) -> Bool
  /// Whether the step may close.
  func isEnough(_ counts: [Int]) -> Bool
}

/// Takes several results of every worker on one model, and weighs each by one over their number.
///
/// The gathering of Malenia and of batches in proportion to speed.
struct BlockMeans<Enough: EnoughResults>: Gather {
  private let enough: Enough
  private var step = 0
  /// B_i.
  private var counts: [Int]

  init(enough: Enough, workers: Int) {
    self.enough = enough
    counts = Array(repeating: 0, count: workers)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    for worker in counts.indices { counts[worker] = 0 }
  }

  func destination(of arrival: Arrival) -> Destination {
    guard arrival.version == step else { return .drop }
    return counts[arrival.worker] == 0 ? .keep(arrival.place) : .add(arrival.place)
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    guard arrival.version == step else { return .released }
    counts[arrival.worker] += 1
    if enough.isEnough(counts) { return .closes }
    return enough.wants(counts[arrival.worker], of: arrival.worker) ? .released : .counted
  }

  mutating func close(into weights: inout [Weight]) {
    for worker in counts.indices where counts[worker] > 0 {
      weights.append(Weight(place: worker, version: step, 1 / Double(counts[worker])))
    }
  }
}
