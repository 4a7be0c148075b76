extension Statistics {
  /// The 95 % interval of the median that needs no assumption: between the k-th value from either end,
  /// with the greatest k for which a fair coin shows fewer than k heads in n throws with a chance of at
  /// most 2.5 %; nil where there is none, for fewer than six values.
  ///
  /// - Source: Conover, "Practical Nonparametric Statistics", section on quantiles.
  static func intervalOfMedian(_ values: [Double]) -> (low: Double, high: Double)? {
    let n = values.count
    var term = 1.0
    for _ in 0..<n { term /= 2 }
    var (chance, k) = (0.0, 0)
    while k < n {
      // P(heads = k), added to P(heads < k).
      guard chance + term <= 0.025 else { break }
      chance += term
      term *= Double(n - k) / Double(k + 1)
      k += 1
    }
    guard k > 0 else { return nil }
    let sorted = values.sorted()
    return (sorted[k - 1], sorted[n - k])
  }
}
