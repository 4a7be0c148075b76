public import Settings

/// The mean seconds of a step when unfinished work is cancelled, so that every step starts anew.
///
/// With c copies (load), s stragglers, H the harmonic numbers, and n workers:
///
/// | scheme | (c/n)(1 + Exp(λ)) | cτ + Exp(mean m) |
/// |---|---|---|
/// | uncoded | 1/n + H_n/(λn) | τ + mH_n |
/// | fastest k | 1/n + (H_n - H_{n-k})/(λn) | τ + m(H_n - H_{n-k}) |
/// | exact code, c = s+1 | c/n + (c/(λn))(H_n - H_s) | cτ + m(H_n - H_s) |
/// | fractional | c/n + H_{n/c}/(λn) | cτ + (m/c)H_{n/c} |
/// | approximate, bound | c/n + (c/(λn))(H_n - H_{n-r}) | cτ + m(H_n - H_{n-r}) |
/// | PGC, coverage | 1/n + H_{n/c}/(cλn) | τ + (m/c)H_{n/c} |
/// | PGC, count | 1/n + (H_n - H_s)/(λn) | τ + m(H_n - H_s) |
///
/// Two-point times are load·(fast + (slow - fast)·P(late)) with P(Bin(n, π) > n-k) for the first k
/// workers and 1 - (1 - π^c)^(n/c) for coverage; Pareto times follow from `paretoOrderStatistic`.
/// The approximate scheme's own rule weighs the gaps between order statistics with the chance that
/// coverage has not come before: Σ_{j≤r} P(j-1 workers leave a group out)·(E T_(j) - E T_(j-1)).
///
/// - Source: Wang, Charles, Papailiopoulos, "ErasureHead", 2019, section 4, with Lemma 8 corrected
///   (`ErasureHeadLemma8`); the others follow from the order statistics.
/// - Throws: where the scheme does not exist on so many workers, such as copies that do not divide,
///   and where a number of the delays is out of range.
/// - Returns: seconds; infinite where a Pareto tail has no mean.
/// - Complexity: O(n), and O(n²) for `approximate`.
public func expectedSeconds(
  _ scheme: SchemeKind, workers n: Int, delays: DelayFamily
) throws(ConfigurationError) -> Double {
  try scheme.check(workers: n)
  try delays.check()
  func first(_ k: Int, load: Int) -> Double {
    delays.seconds(untilFirst: k, of: n, copies: 1, load: load, workers: n)
  }
  func everyGroup(of copies: Int, load: Int) -> Double {
    let groups = n / copies
    return delays.seconds(
      untilFirst: groups, of: groups, copies: copies, load: load, workers: n)
  }
  switch scheme {
  case .uncoded: return first(n, load: 1)
  case .fastest(let k): return first(k, load: 1)
  case .exactCode(let s): return first(n - s, load: s + 1)
  case .fractional(let c): return everyGroup(of: c, load: c)
  case .approximateBound(let c, let r): return first(r, load: c)
  case .pgcCoverage(let c): return everyGroup(of: c, load: 1)
  case .pgcCount(let s): return first(n - s, load: 1)
  case .approximate(let c, let r):
    let covered = coverage(groups: n / c, copies: c)
    var total = 0.0
    var before = 0.0
    for j in 1...r {
      let time = first(j, load: c)
      let open = 1 - covered[j - 1]
      // What comes after sure coverage does not count; it may be infinite.
      guard open > 0 else { break }
      guard time < .infinity else { return .infinity }
      total += open * (time - before)
      before = time
    }
    return total
  }
}
