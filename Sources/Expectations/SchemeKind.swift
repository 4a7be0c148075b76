import Settings

/// What the time of a step depends on in a scheme: how many blocks a worker has, and whom the
/// parameter server waits for.
public enum SchemeKind: Equatable, Sendable {
  /// Load 1, all n workers.
  case uncoded
  /// Load 1, the first k workers: ignoring stragglers, and PGC with a staleness buffer.
  case fastest(Int)
  /// Load s+1, the first n-s workers: CRC, Reed-Solomon and cyclic MDS codes.
  case exactCode(stragglers: Int)
  /// Load c, until every group of c equal workers has one answer: FRC.
  case fractional(copies: Int)
  /// Load c, the first r workers or every group, whichever is sooner: ErasureHead's rule.
  case approximate(copies: Int, results: Int)
  /// Load c, the first r workers whatever groups they cover: ErasureHead's eq. (14), an upper bound.
  case approximateBound(copies: Int, results: Int)
  /// Load 1, until every group of c workers has one answer: PGC over a fractional placement.
  case pgcCoverage(copies: Int)
  /// Load 1, the first n-s workers: PGC as published.
  case pgcCount(stragglers: Int)

  /// Throws where the scheme does not exist on n workers.
  func check(workers n: Int) throws(ConfigurationError) {
    guard n > 0 else { throw ConfigurationError("workers: \(n) is not 1 or more") }
    switch self {
    case .uncoded: break
    case .fastest(let k): try range("await", k, 1...n)
    case .exactCode(let s), .pgcCount(let s): try range("stragglers", s, 0...(n - 1))
    case .fractional(let c), .pgcCoverage(let c): try divisor(c, n)
    case .approximate(let c, let r), .approximateBound(let c, let r):
      try divisor(c, n)
      try range("results", r, 1...n)
    }
  }

  private func range(_ name: String, _ value: Int, _ allowed: ClosedRange<Int>)
    throws(ConfigurationError)
  {
    guard allowed.contains(value) else {
      throw ConfigurationError(
        "\(name): \(value) is out of range: \(allowed.lowerBound) to \(allowed.upperBound)")
    }
  }

  private func divisor(_ copies: Int, _ n: Int) throws(ConfigurationError) {
    guard copies > 0, n % copies == 0 else {
      throw ConfigurationError("copies: \(copies) does not divide the \(n) workers")
    }
  }
}
