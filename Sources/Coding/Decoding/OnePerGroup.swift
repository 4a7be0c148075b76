/// Collects one message on the current model of each group of workers that hold the same blocks.
///
/// The gathering of fractional repetition, exact or pipelined: the messages of a group stand for
/// each other, so the first of each, with weight 1, make the estimate.
public struct OnePerGroup: Gather {
  private let size: Int
  private let atLeast: Int
  private var first: [Int]
  private var missing = 0
  private var count = 0
  private var step = 0

  /// Waits for one message of each group.
  /// - Parameters:
  ///   - size: Workers a group: the first `size`, the next `size`, …
  ///   - atLeast: Messages to wait for in any case.
  public init(groups: Int, size: Int, atLeast: Int = 0) {
    self.size = size
    self.atLeast = atLeast
    first = Array(repeating: -1, count: groups)
  }

  /// Begins a step.
  public mutating func open(step: Int, at time: Double) {
    self.step = step
    missing = first.count
    count = 0
    for group in first.indices { first[group] = -1 }
  }

  /// Takes note of a message.
  public mutating func add(_ arrival: Arrival) -> Verdict {
    guard arrival.version == step else { return .released }
    count += 1
    let group = arrival.worker / size
    if first[group] < 0 {
      first[group] = arrival.worker
      missing -= 1
    }
    return missing == 0 && count >= atLeast ? .closes : .counted
  }

  /// Appends weight 1 for the first message of each group.
  public mutating func close(into weights: inout [Weight]) {
    for worker in first where worker >= 0 {
      weights.append(Weight(place: worker, version: step, 1))
    }
  }
}
