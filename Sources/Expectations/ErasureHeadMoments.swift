import Glibc
public import Settings

/// How much of the gradient an approximate fractional code recovers from r of k workers, any r
/// equally likely: ErasureHead's Lemmas 2, 3 and 5 and Theorem 1.
///
/// The n blocks lie in n/c groups of c, each on ℓ = kc/n workers; Y_g says whether group g answered,
/// and the estimate is g = (1/n) Σ_g Y_g g[g] with g[g] the sum of the group's block gradients.
///
/// - Source: Wang, Charles, Papailiopoulos, "ErasureHead", 2019, sections 3 and 4.
public struct ErasureHeadMoments: Equatable, Sendable {
  /// n, the number of blocks.
  public let blocks: Int
  /// c, blocks a worker.
  public let load: Int
  /// r, workers whose answers are used.
  public let results: Int
  /// p = C(k-ℓ, r)/C(k, r): the chance that a group is missing; E[Y] = 1 - p.
  public let missing: Double
  /// q = (2C(k-ℓ, r) - C(k-2ℓ, r))/C(k, r): that one of two groups is; E[Y_i Y_j] = 1 - q.
  public let pairMissing: Double

  /// The moments of a code.
  /// - Parameters:
  ///   - blocks: n.
  ///   - workers: k.
  ///   - load: c, a divisor of n for which kc/n is whole.
  ///   - results: r, 1...k.
  /// - Throws: where these make no fractional code.
  public init(blocks n: Int, workers k: Int, load c: Int, results r: Int) throws(ConfigurationError)
  {
    guard n > 0, c > 0, n % c == 0 else {
      throw ConfigurationError("load: \(c) does not divide the \(n) blocks")
    }
    guard k > 0, k % (n / c) == 0 else {
      throw ConfigurationError("workers: \(k) is no multiple of the \(n / c) groups")
    }
    guard (1...k).contains(r) else {
      throw ConfigurationError("results: \(r) is out of range: 1 to \(k)")
    }
    let copies = k / (n / c)
    blocks = n
    load = c
    results = r
    missing = avoidance(of: copies, by: r, among: k)
    pairMissing = 2 * missing - avoidance(of: 2 * copies, by: r, among: k)
  }

  /// 1 - p: the mean share of the gradient in the estimate, and its bias where nothing is rescaled.
  public var recovery: Double { 1 - missing }

  /// e^(-cr/n), which p does not exceed (Lemma 5).
  public var missingBound: Double { exp(-Double(load * results) / Double(blocks)) }

  /// E‖g‖² = (1-q)‖∇f‖² + ((q-p)/n²) Σ_g ‖g[g]‖².
  /// - Parameters:
  ///   - mean: ‖∇f‖², of the mean gradient over blocks.
  ///   - groups: Σ_g ‖g[g]‖², over groups, of the sums of their block gradients.
  public func secondMoment(mean: Double, groups: Double) -> Double {
    let n = Double(blocks)
    return (1 - pairMissing) * mean + (pairMissing - missing) / (n * n) * groups
  }

  /// Theorem 1's bound on the excess loss at step size (1-p)/β, the estimate not rescaled.
  ///
  /// (1 - (1-p)μ/β)^T Δ₀ + (q-p)cσ²/(2(1-p)μn).
  /// - Parameters:
  ///   - steps: T.
  ///   - start: Δ₀, the excess loss of the first model.
  ///   - smoothness: β.
  ///   - convexity: μ of the Polyak-Łojasiewicz inequality.
  ///   - gradient: σ, which no block's gradient norm exceeds.
  public func excessBound(
    steps: Int, start: Double, smoothness: Double, convexity: Double, gradient: Double
  ) -> Double {
    let rate = 1 - recovery * convexity / smoothness
    let spread = (pairMissing - missing) * Double(load) * gradient * gradient
    let floor = spread / (2 * recovery * convexity * Double(blocks))
    return pow(rate, Double(steps)) * start + floor
  }
}

/// C(all - avoided, drawn)/C(all, drawn): the chance that a draw without replacement avoids some.
private func avoidance(of avoided: Int, by drawn: Int, among all: Int) -> Double {
  guard drawn <= all - avoided else { return 0 }
  return (0..<drawn).reduce(1) { $0 * Double(all - avoided - $1) / Double(all - $1) }
}
