public import Coding
public import Settings

/// A scheme of no use but to tests: all that rows may have, in one.
///
/// Tasks send two messages, of which the second uses a block of the first again; both use what the
/// worker remembers, also of a block that the task evaluates; some tasks send the second message only,
/// and some have no term. A worker may be given the same version several times. Every place that was
/// ever filled, fresh or stale, is in the estimate.
public struct TwoPartMemory: Scheme {
  /// Nobody asks for it by name.
  public static let description = SchemeDescription(
    Entry("two-part-memory", ""), promise: .approximate, constraint: "", load: "", waitsFor: "",
    memory: "", citation: "")

  /// n.
  public let workers: Int
  private let awaited: Int
  private let repetitions: Int

  /// n workers, each of which stores up to three blocks.
  /// - Parameters:
  ///   - awaited: Workers that a step waits for.
  ///   - repetitions: How often each of them is given the same version once more.
  public init(workers: Int, awaited: Int? = nil, repetitions: Int = 0) {
    self.workers = workers
    self.awaited = awaited ?? workers
    self.repetitions = repetitions
  }

  /// Without stragglers.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    self.init(workers: request.workers)
  }

  /// Two.
  public var parts: Int { 2 }
  /// It does.
  public var remembers: Bool { true }
  /// For the error of a run that stalls.
  public var waitsFor: String { "\(awaited) of \(workers) workers, \(repetitions + 1) tasks each" }

  /// The terms of both messages.
  public func terms(worker: Int, step: Int) -> [Term] {
    func block(_ i: Int) -> Int { (worker + i % min(3, workers)) % workers }
    if step == 0 {
      return [
        Term(block(0), 0.5), Term(block(1), 0.25), Term(block(2), 0.25, part: 1),
        Term(block(0), 0.125, part: 1),
      ]
    }
    let first = block(step)
    let second = block(step + 1)
    let third = block(step + 2)
    switch step % 7 {
    case 5: return [Term(second, 1, part: 1), Term(first, 0.25, .remembered, part: 1)]
    case 6: return []
    default:
      return [
        Term(first, 0.75), Term(first, -0.25, .remembered), Term(second, 0.25, .remembered),
        Term(third, 0.125, .remembered), Term(second, 0.5, part: 1), Term(first, 0.25, part: 1),
        Term(second, -0.125, .remembered, part: 1), Term(third, 0.25, .remembered, part: 1),
      ]
    }
  }

  /// Knows the rows, so that it can tell a task's last message.
  public func makeGather(shares: [Double]) -> any Gather { Whole(scheme: self) }

  private struct Whole: Gather {
    let scheme: TwoPartMemory
    var step = 0
    /// The version of every place; nil before its first message.
    var versions: [Int?]
    /// Tasks of the open step's version that each worker has finished.
    var finished: [Int]

    init(scheme: TwoPartMemory) {
      self.scheme = scheme
      versions = Array(repeating: nil, count: scheme.places)
      finished = Array(repeating: 0, count: scheme.workers)
    }

    mutating func open(step: Int, at time: Double) {
      self.step = step
      for worker in finished.indices { finished[worker] = 0 }
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      versions[arrival.worker * scheme.parts + arrival.part] = arrival.version
      guard arrival.version == step else { return .released }
      let task = scheme.assignment(worker: arrival.worker, version: step)
      guard arrival.part == task.lastPart else { return .counted }
      finished[arrival.worker] += 1
      if finished.count(where: { $0 > scheme.repetitions }) >= scheme.awaited { return .closes }
      return finished[arrival.worker] <= scheme.repetitions ? .released : .counted
    }

    mutating func close(into weights: inout [Weight]) {
      for (place, version) in versions.enumerated() {
        if let version { weights.append(Weight(place: place, version: version, 0.5)) }
      }
    }
  }
}
