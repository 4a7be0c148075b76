import Glibc

/// Whether a series goes up or down over steps, and by how much.
///
/// - Sources: Mann, "Nonparametric tests against trend", Econometrica 13, 1945; Kendall, "Rank
///   Correlation Methods", 1975; Sen, "Estimates of the regression coefficient based on Kendall's tau",
///   JASA 63, 1968; for the fewer independent numbers of a series that remembers, Yue, Wang, "The
///   Mann-Kendall test modified by effective sample size", Water Resources Management 18, 2004.
struct Trend {
  /// Change a step, the median of all pairs' slopes.
  let slope: Double
  /// Change from the first step to the last.
  let change: Double
  /// Two-sided chance of as much of an order without a trend.
  let p: Double
  /// Kendall's τ, -1 to 1.
  let tau: Double

  /// - Parameter values: In the order of steps; NaN are left out.
  init(_ values: [Double]) {
    let points = values.enumerated().filter { $1.isFinite }
    let n = points.count
    guard n > 7 else {
      (slope, change, p, tau) = (0, 0, 1, 0)
      return
    }
    // Pairs of a long series at even distances are enough.
    let stride = max(1, n / 300)
    var score = 0
    var pairs = 0
    var slopes: [Double] = []
    for i in Swift.stride(from: 0, to: n - 1, by: stride) {
      for j in Swift.stride(from: i + 1, to: n, by: stride) {
        let difference = points[j].element - points[i].element
        score += difference > 0 ? 1 : difference < 0 ? -1 : 0
        pairs += 1
        slopes.append(difference / Double(points[j].offset - points[i].offset))
      }
    }
    let slope = Descriptive.median(slopes)
    self.slope = slope
    change = slope * Double((points.last?.offset ?? 0) - points[0].offset)
    let tau = Double(score) / Double(max(pairs, 1))
    self.tau = tau
    let rest = points.map { $0.element - slope * Double($0.offset) }
    let memory = min(max(SlowRuns.autocorrelation(rest), 0), 0.95)
    let inflation = (1 + memory) / (1 - memory)
    let size = Double(n)
    let variance = 2 * (2 * size + 5) / (9 * size * (size - 1)) * inflation
    p = min(1, 2 * Descriptive.normalTail(abs(tau) / variance.squareRoot()))
  }
}
