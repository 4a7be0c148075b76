public import Coding

/// A gather that a test drives message by message; a class, so that expectations may ask it.
///
/// It keeps what each place holds, as the parameter server would.
public final class GatherProbe {
  private let scheme: any Scheme
  private var gather: any Gather
  private var held: [Int: [(task: Assignment, part: Int)]] = [:]
  /// The open step.
  public private(set) var step = -1

  /// The gather of a scheme whose blocks have the given shares; equal ones unless given.
  public init(_ scheme: any Scheme, shares: [Double]? = nil) {
    self.scheme = scheme
    let equal = Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks)
    gather = scheme.makeGather(shares: shares ?? equal)
  }

  /// Begins a step.
  public func open(_ step: Int, at time: Double = 0) {
    self.step = step
    gather.open(step: step, at: time)
  }

  /// A message on the open step's model, or on an older one.
  @discardableResult public func add(_ worker: Int, version: Int? = nil, part: Int = 0) -> Verdict {
    let task = scheme.assignment(worker: worker, version: version ?? step)
    let arrival = Arrival(task, part: part, parts: scheme.parts, time: 0)
    switch gather.destination(of: arrival) {
    case .keep(let place): held[place] = [(task, part)]
    case .add(let place), .mix(let place): held[place, default: []].append((task, part))
    case .drop: break
    }
    return gather.add(arrival)
  }

  /// Messages on the open step's model.
  @discardableResult public func add(all workers: [Int]) -> [Verdict] { workers.map { add($0) } }

  /// All messages of a worker's task on the open step's model.
  @discardableResult public func add(taskOf worker: Int) -> [Verdict] {
    scheme.assignment(worker: worker, version: step).parts.map { add(worker, part: $0) }
  }

  /// When the open step stops waiting.
  public var deadline: Double { gather.deadline }
  /// The deadline passes; whether that closes the step.
  public func expire() -> Bool { gather.expire() }

  /// The decoding vector, in the order of places.
  public func close() throws -> [Weight] {
    var weights: [Weight] = []
    try gather.close(into: &weights)
    return weights.sorted { ($0.slice, $0.place) < ($1.slice, $1.place) }
  }

  /// max_i |Σ_j a_j B_ji − 1| of the messages held, and of slices that must not mix |Σ_j a_j B_ji|; nil
  /// where a weight names a message that is not held.
  public func gap(of weights: [Weight]) -> Double? {
    var sums = SliceSums(scheme)
    for weight in weights {
      guard let messages = held[weight.place],
        messages.allSatisfy({ $0.task.version == weight.version })
      else { return nil }
      for (task, part) in messages {
        for term in task.terms where term.part == part { sums.add(term, weight) }
      }
    }
    return sums.gap
  }

  /// A whole step with messages on the current model, in the order of `workers`.
  /// - Returns: How many it took, and the decoding vector; nil where it did not close.
  public func collect(step: Int = 0, from workers: [Int]) throws -> (taken: Int, weights: [Weight])?
  {
    open(step, at: Double(step))
    for (i, worker) in workers.enumerated() where add(worker) == .closes {
      return (i + 1, try close())
    }
    return nil
  }
}

/// How much of each slice of each block is in each slice of an estimate.
public struct SliceSums {
  private let blocks: Int
  private let slices: Int
  private var sums: [Double]

  /// An estimate of nothing.
  public init(_ scheme: any Scheme) {
    blocks = scheme.blocks
    slices = scheme.slices
    sums = Array(repeating: 0, count: slices * slices * blocks)
  }

  /// A term of a message with a weight.
  public mutating func add(_ term: Term, _ weight: Weight) {
    sums[(weight.slice * slices + term.slice) * blocks + term.block] +=
      weight.value * term.coefficient
  }

  /// What is too much or too little of each: nothing of it is exact.
  public var errors: [Double] {
    sums.enumerated().map { i, sum in
      let (slice, other) = (i / blocks).quotientAndRemainder(dividingBy: slices)
      return slice == other ? sum - 1 : sum
    }
  }

  /// The largest error.
  public var gap: Double { errors.map(abs).max() ?? 0 }
  /// The sum of their squares, of which nothing at all has slices · blocks.
  public var squaredError: Double { errors.reduce(0) { $0 + $1 * $1 } }
}

/// max_i |Σ_j a_j B_ji − 1|: how far an estimate is from the full gradient, where every message has its
/// worker's own place.
public func gap(of weights: [Weight], in scheme: any Scheme) -> Double {
  var sums = SliceSums(scheme)
  for weight in weights {
    let (worker, part) = weight.place.quotientAndRemainder(dividingBy: scheme.parts)
    for term in scheme.terms(worker: worker, step: weight.version) where term.part == part {
      sums.add(term, weight)
    }
  }
  return sums.gap
}
