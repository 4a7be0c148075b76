import Coding
import Settings

/// Who holds what in a code for partial stragglers: blocks of their own beside coded ones.
///
/// Each worker holds p blocks: p − s − 1 of its own, of which the plain sum is the first message, and
/// s + 1 coded ones, whose coded sum is the second. The data is cut into n (p − s) blocks: the private
/// ones of worker 0, of worker 1, …, then n coded ones. A straggler that is at most
/// p / (p − s − 1) times slower has sent its first message when the others have sent both.
struct PartialPlacement: Sendable {
  let workers: Int
  let stragglers: Int
  let held: Int

  static let parameter = Entry.Parameter(
    "p", standard: "2 (s + 1)", "blocks a worker holds, above s + 1")

  init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    stragglers = try request.stragglers()
    let copies = stragglers + 1
    held = try request.integer("p", default: 2 * copies, in: copies + 1...copies + 100_000)
  }

  var blocks: Int { workers * (held - stragglers) }

  /// The largest factor of slowness that costs no waiting: p / (p − s − 1).
  var largestFactor: Double { Double(held) / Double(held - stragglers - 1) }

  /// The row of a worker, from its row of the code on n blocks.
  func terms(worker: Int, code: [Term]) -> [Term] {
    let count = held - stragglers - 1
    return (worker * count..<(worker + 1) * count).map { Term($0) }
      + code.map { Term(workers * count + $0.block, $0.coefficient, part: 1) }
  }

  func waitsFor(_ second: String) -> String {
    let factor = (largestFactor * 100).rounded() / 100
    return "the first message of all \(workers) workers and the second of \(second); "
      + "stragglers up to \(factor) times slower cost nothing"
  }
}

/// Waits for the first message of every worker, and for second messages as the code does.
struct PartialGather: Gather {
  private var first: FirstResponders
  private var second: any Gather
  private var isFirstDone = false
  private var isSecondDone = false

  /// - Parameter code: The code's own gathering, of the second messages.
  init(workers: Int, code: any Gather) {
    first = FirstResponders(workers)
    second = code
  }

  mutating func open(step: Int, at time: Double) {
    isFirstDone = false
    isSecondDone = false
    first.open(step: step)
    second.open(step: step, at: time)
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    let verdict = arrival.part == 0 ? first.add(arrival) : second.add(arrival)
    if case .released = verdict { return .released }
    if case .closes = verdict {
      if arrival.part == 0 { isFirstDone = true } else { isSecondDone = true }
    }
    return isFirstDone && isSecondDone ? .closes : .counted
  }

  mutating func close(into weights: inout [Weight]) throws(DecodingError) {
    for worker in first.workers {
      weights.append(Weight(place: 2 * worker, version: first.step, 1))
    }
    var coded: [Weight] = []
    try second.close(into: &coded)
    for weight in coded {
      weights.append(
        Weight(place: 2 * weight.place + 1, version: weight.version, weight.value))
    }
  }
}
