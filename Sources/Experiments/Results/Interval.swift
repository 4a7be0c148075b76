import Randomness

/// How the 95 % confidence interval of a mean is made.
public enum IntervalMethod: String, Sendable, CaseIterable {
  /// mean ± t(0.95, n − 1) · sd / √n.
  case studentT = "t"
  /// Percentiles of the means of 2,000 resamples.
  case bootstrap

  /// Its bounds for `values`; nil for fewer than two.
  /// - Complexity: O(n), or O(2000 n) for the bootstrap.
  public func interval(of values: [Double]) -> (low: Double, high: Double)? {
    guard values.count > 1 else { return nil }
    switch self {
    case .studentT:
      let summary = Statistics(values)
      let half =
        StudentT.bound(holding: 0.95, degrees: values.count - 1) * summary.deviation
        / Double(values.count).squareRoot()
      return (summary.mean - half, summary.mean + half)
    case .bootstrap:
      // The same resamples for every statistic of n values, so that tables repeat byte for byte.
      var stream = Stream(seed: 0, for: .resample, values.count)
      let means = (0..<Self.resamples).map { _ in
        var sum = 0.0
        for _ in values { sum += values[stream.below(values.count)] }
        return sum / Double(values.count)
      }.sorted()
      // The 50th from either end of 2,000.
      let outside = Self.resamples / 40
      return (means[outside - 1], means[Self.resamples - outside])
    }
  }

  private static let resamples = 2000
}

/// Mean, standard deviation and median of some numbers.
public struct Statistics: Sendable {
  /// NaN for none.
  public let mean: Double
  /// With n − 1; NaN for fewer than two.
  public let deviation: Double
  /// The middle one, or the mean of the two in the middle.
  public let median: Double

  /// The statistics of `values`.
  public init(_ values: [Double]) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    self.mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = values.count > 1 ? (squares / (n - 1)).squareRoot() : .nan
    median = Self.median(values)
  }

  /// The middle of the sorted values; infinite ones, which never came, stand last.
  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let sorted = values.sorted()
    let half = sorted.count / 2
    if !sorted.count.isMultiple(of: 2) { return sorted[half] }
    return (sorted[half - 1] + sorted[half]) / 2
  }
}
