public import Coding

/// A gather that a test drives message by message; a class, so that expectations may ask it.
public final class GatherProbe {
  private var gather: any Gather
  /// The open step.
  public private(set) var step = -1

  /// The gather of a scheme whose blocks have the given shares; equal ones unless given.
  public init(_ scheme: any Scheme, shares: [Double]? = nil) {
    let equal = Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks)
    gather = scheme.makeGather(shares: shares ?? equal)
  }

  /// Begins a step.
  public func open(_ step: Int, at time: Double = 0) {
    self.step = step
    gather.open(step: step, at: time)
  }

  /// A message on the open step's model, or on an older one.
  @discardableResult public func add(_ worker: Int, version: Int? = nil) -> Verdict {
    gather.add(Arrival(worker: worker, version: version ?? step, time: 0))
  }

  /// Messages on the open step's model.
  @discardableResult public func add(all workers: [Int]) -> [Verdict] { workers.map { add($0) } }

  /// When the open step stops waiting.
  public var deadline: Double { gather.deadline }
  /// The deadline passes; whether that closes the step.
  public func expire() -> Bool { gather.expire() }

  /// The decoding vector, in the order of workers and parts.
  public func close() throws -> [Weight] {
    var weights: [Weight] = []
    try gather.close(into: &weights)
    return weights.sorted { ($0.worker, $0.part) < ($1.worker, $1.part) }
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

/// max_i |Σ_j a_j B_ji − 1|: how far an estimate is from the full gradient.
public func gap(of weights: [Weight], in scheme: any Scheme) -> Double {
  var sums = [Double](repeating: -1, count: scheme.blocks)
  for weight in weights {
    for term in scheme.terms(worker: weight.worker, step: weight.version)
    where term.part == weight.part { sums[term.block] += weight.value * term.coefficient }
  }
  return sums.map(abs).max() ?? 0
}
