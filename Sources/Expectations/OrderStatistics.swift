import Glibc

/// The mean of the k-th smallest of n exponential times with the given mean m: m(H_n - H_{n-k}).
///
/// - Source: Rényi, "On the theory of order statistics", 1953: the gaps are independent, the i-th
///   with mean m/(n - i + 1).
/// - Precondition: 0 ≤ k ≤ n.
public func exponentialOrderStatistic(_ k: Int, of n: Int, mean: Double) -> Double {
  precondition(k >= 0 && k <= n, "the \(k)-th of \(n)")
  return mean * (harmonic(n) - harmonic(n - k))
}

/// The mean of the k-th smallest of n Pareto times, P(T > t) = (scale/t)^shape, for k ≥ 1.
///
/// scale·Γ(n+1)Γ(n-k+1-1/a) / (Γ(n-k+1)Γ(n+1-1/a)) for shape a; infinite for a(n-k+1) ≤ 1.
///
/// - Source: the transformation U^(-1/a) of the uniform order statistic, which is Beta(n-k+1, k).
/// - Precondition: 1 ≤ k ≤ n, and `shape` is positive.
public func paretoOrderStatistic(_ k: Int, of n: Int, scale: Double, shape: Double) -> Double {
  precondition(k >= 1 && k <= n && shape > 0, "the \(k)-th of \(n) at shape \(shape)")
  let (all, rest, power) = (Double(n) + 1, Double(n - k) + 1, 1 / shape)
  guard rest > power else { return .infinity }
  return scale
    * exp(logGamma(all) - logGamma(all - power) + logGamma(rest - power) - logGamma(rest))
}
