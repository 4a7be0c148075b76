import Coding

/// Counts symbols until every group of workers can be decoded.
struct AdaptiveGather: Gather {
  private let groups: [AdaptiveGradientCode.Group]
  private let rows: [[Term]]
  private let groupOf: [Int]
  /// Symbols of the open step that have come from each worker without a gap.
  private var counts: [Int]
  /// Whether a group can be decoded.
  private var isDone: [Bool]
  private var missing = 0
  private var step = 0
  private var solved: [SolvedSets]

  init(_ groups: [AdaptiveGradientCode.Group], rows: [[Term]]) {
    self.groups = groups
    self.rows = rows
    groupOf = groups.enumerated().flatMap { number, group in group.workers.map { _ in number } }
    counts = Array(repeating: 0, count: rows.count)
    isDone = Array(repeating: false, count: groups.count)
    solved = groups.map { group in
      let code = group.code
      return SolvedSets(numbers: code.workers * (1 + code.slices * code.slices))
    }
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    for worker in counts.indices { counts[worker] = 0 }
    for group in isDone.indices { isDone[group] = false }
    missing = groups.count
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    guard arrival.version == step else { return .released }
    let worker = arrival.worker
    // A symbol that was not finite never comes here: its worker counts as late from then on.
    guard arrival.part == counts[worker] else { return .counted }
    counts[worker] += 1
    let number = groupOf[worker]
    if !isDone[number], late(in: groups[number]) != nil {
      isDone[number] = true
      missing -= 1
    }
    return missing == 0 ? .closes : .counted
  }

  /// With how many late workers a group can be decoded, the fewest; nil where it cannot yet.
  private func late(in group: AdaptiveGradientCode.Group) -> Int? {
    let needed = group.code.needed
    return needed.indices.first { late in
      group.workers.count { counts[$0] >= needed[late] } >= group.code.workers - late
    }
  }

  mutating func close(into weights: inout [Weight]) throws(DecodingError) {
    for (number, group) in groups.enumerated() {
      guard let late = late(in: group) else { continue }
      let slices = group.code.slices
      let symbols = group.code.needed[late]
      // No more than are needed, so that there are fewer sets to solve.
      let senders = Array(
        group.workers.filter { counts[$0] >= symbols }.prefix(group.code.workers - late))
      let w = try solved[number].weights(of: [late] + senders) {
        [rows] () throws(DecodingError) -> [Double] in
        let messages = senders.flatMap { worker in
          (0..<symbols).map { symbol in
            rows[worker].filter { $0.part == symbol }.map {
              Term($0.block - group.first, $0.coefficient, slice: $0.slice)
            }
          }
        }
        return try SliceLeastSquares.weights(
          of: messages, blocks: group.code.workers, slices: slices)
      }
      let count = senders.count * symbols
      for slice in 0..<slices {
        for (i, worker) in senders.enumerated() {
          for symbol in 0..<symbols {
            weights.append(
              Weight(
                place: worker * slices + symbol, version: step,
                w[slice * count + i * symbols + symbol], slice: slice))
          }
        }
      }
    }
  }
}
