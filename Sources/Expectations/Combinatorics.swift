import Glibc

/// ln C(n, k); minus infinity where there is no such choice.
func logChoose(_ n: Int, _ k: Int) -> Double {
  guard k >= 0, k <= n else { return -.infinity }
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

/// ln Γ(x) for positive x.
func logGamma(_ x: Double) -> Double { lgamma(x).0 }

private func logFactorial(_ n: Int) -> Double { logGamma(Double(n) + 1) }

/// P(Bin(trials, probability) > count): the chance of more than `count` successes.
///
/// - Parameter probability: 0 to 1.
/// - Complexity: O(trials).
public func binomialTail(trials: Int, probability: Double, above count: Int) -> Double {
  if count >= trials || probability <= 0 { return count < 0 ? 1 : 0 }
  if count < 0 || probability >= 1 { return 1 }
  let (success, failure) = (log(probability), log1p(-probability))
  return (count + 1...trials).reduce(0) {
    $0 + exp(logChoose(trials, $1) + Double($1) * success + Double(trials - $1) * failure)
  }
}
