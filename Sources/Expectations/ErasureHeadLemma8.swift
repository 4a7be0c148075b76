public import Settings

/// Two forms of the time that ErasureHead's Lemma 8 gives an exact fractional code, work 1 and rate λ.
///
/// The minimum over the c copies of Exp(λn/c) is Exp(λn), and the maximum over n/c groups follows: so
/// the random part is H_{n/c}/(λn). The paper prints (H_n - H_c)/(λn) in its eq. (13), which without
/// copies (c = 1) falls short of the uncoded time by 1/(λn).
///
/// - Source: Wang, Charles, Papailiopoulos, "ErasureHead", 2019, Lemma 8, eq. (13).
public enum ErasureHeadLemma8: Sendable, CaseIterable {
  /// c/n + (H_n - H_c)/(λn), as printed.
  case published
  /// c/n + H_{n/c}/(λn).
  case corrected

  /// Mean seconds of a step.
  /// - Parameters:
  ///   - copies: c, a divisor of the workers.
  ///   - rate: λ, 1/seconds.
  /// - Throws: where the copies do not divide the workers.
  public func seconds(workers n: Int, copies c: Int, rate: Double) throws(ConfigurationError)
    -> Double
  {
    try SchemeKind.fractional(copies: c).check(workers: n)
    let random = self == .published ? harmonic(n) - harmonic(c) : harmonic(n / c)
    return Double(c) / Double(n) + random / (rate * Double(n))
  }
}
