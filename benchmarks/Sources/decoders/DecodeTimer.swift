import Coding
import Comparison
import Randomness

/// The parameter server's side of a scheme, driven without gradients: open, messages, close.
struct DecodeTimer {
  private let scheme: any Scheme
  private var gather: any Gather
  private var stream = Stream(seed: 9, for: .synthetic)
  private var step = 0
  private let late: Int

  /// A run whose first step, in which everybody answers, is over.
  init(_ scheme: any Scheme, stragglers: Int) throws {
    self.scheme = scheme
    late = stragglers
    gather = scheme.makeGather(
      shares: Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks))
    _ = try stepTime(late: [])
  }

  /// The seconds of a decode of a new set of stragglers, and of the same one again.
  mutating func turn() throws -> (fresh: Double, repeated: Double) {
    let set = stream.sample(late, below: scheme.workers)
    return (try stepTime(late: set), try stepTime(late: set))
  }

  /// One step; stragglers come last, and the step closes when the scheme says so.
  private mutating func stepTime(late set: [Int]) throws -> Double {
    let onTime = StragglerPatterns.others(than: set, of: scheme.workers)
    let arrivals = (onTime + set).flatMap { worker in
      let task = scheme.assignment(worker: worker, version: step)
      return task.parts.map { Arrival(task, part: $0, time: Double(step)) }
    }
    let now = step
    step += 1
    var weights: [Weight] = []
    weights.reserveCapacity(arrivals.count)
    return try seconds {
      gather.open(step: now, at: Double(now))
      for arrival in arrivals { if case .closes = gather.add(arrival) { break } }
      try gather.close(into: &weights)
    }
  }
}
