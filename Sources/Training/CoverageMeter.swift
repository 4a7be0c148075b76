import Coding

/// Works out, from weights and terms, which blocks an estimate contains and how old they are.
///
/// - Complexity: O(terms of the messages used) a step, no allocation.
struct CoverageMeter {
  private let scheme: any Scheme
  private let shares: [Double]
  private var coefficients: [Double]
  private var staleness: [Int]
  /// For schemes that remember: the version of the gradient of each (worker, block) in the worker's
  /// newest message.
  private var remembered: [[Int: Int]]

  init(_ scheme: any Scheme, shares: [Double]) {
    self.scheme = scheme
    self.shares = shares
    coefficients = Array(repeating: 0, count: scheme.blocks)
    staleness = Array(repeating: 0, count: scheme.blocks)
    remembered = Array(repeating: [:], count: scheme.remembers ? scheme.workers : 0)
  }

  /// Takes note of a message.
  mutating func arrived(_ arrival: Arrival) {
    guard scheme.remembers else { return }
    for term in scheme.terms(worker: arrival.worker, step: arrival.version)
    where term.source == .fresh && term.part == arrival.part {
      remembered[arrival.worker][term.block] = arrival.version
    }
  }

  /// The coverage of an estimate made of `weights` at `step`.
  mutating func measure(_ weights: [Weight], step: Int) -> Coverage {
    for block in shares.indices {
      coefficients[block] = 0
      staleness[block] = 0
    }
    for weight in weights {
      for term in scheme.terms(worker: weight.worker, step: weight.version)
      where term.part == weight.part {
        var version: Int? = weight.version
        if term.source == .remembered { version = remembered[weight.worker][term.block] }
        guard let version else { continue }
        coefficients[term.block] += weight.value * term.coefficient
        staleness[term.block] = max(staleness[term.block], step - version)
      }
    }
    var coverage = Coverage()
    coverage.recovery = 0
    for block in shares.indices {
      let gap = coefficients[block] - 1
      coverage.residual += gap * gap
      // A block that cancels out but for rounding is not in the estimate.
      guard abs(coefficients[block]) > 1e-9 else { continue }
      coverage.recovery += shares[block]
      coverage.meanStaleness += shares[block] * Double(staleness[block])
      coverage.maxStaleness = max(coverage.maxStaleness, staleness[block])
    }
    coverage.residual = coverage.residual.squareRoot()
    if coverage.recovery > 0 { coverage.meanStaleness /= coverage.recovery }
    if coverage.recovery > 1 - 1e-12 { coverage.recovery = 1 }
    return coverage
  }
}
