/// What no method can be faster than, and lines to hold beside it.
public struct Floors: Encodable, Sendable {
  /// A number of seconds with its meaning.
  public struct Line: Encodable, Sendable {
    /// What it is, in a phrase.
    public let name: String
    /// Seconds of a step, or of a pass over the data.
    public let seconds: Double
    /// Whether constants were dropped, so that it says how times grow and not what they are.
    public let isOrder: Bool
  }

  /// Seconds of a pass over all blocks when no worker ever waits: n / Σ 1/τ_i with τ_i the mean of each
  /// worker; no method that computes each block once is faster.
  public let workConserving: Double
  /// Mean seconds until the k-th worker has answered, for k = 1…n, where every step begins anew.
  public let orderStatistics: [Double]
  /// Lines of theory.
  public let lines: [Line]

  /// - Parameter seconds: A row a worker, without gaps.
  init(_ seconds: [[Double]]) {
    let n = seconds.count
    let steps = seconds[0].count
    let means = seconds.map { max(Descriptive.mean($0), 1e-12) }
    workConserving = Double(n) / means.reduce(0) { $0 + 1 / $1 }
    var sums = [Double](repeating: 0, count: n)
    for step in 0..<steps {
      for (k, value) in seconds.map({ $0[step] }).sorted().enumerated() { sums[k] += value }
    }
    orderStatistics = sums.map { $0 / Double(steps) }
    let sorted = means.sorted()
    // F.1 without noise: the best m of them share the work of one gradient of all data.
    var rates = 0.0
    var best = Double.infinity
    for (m, mean) in sorted.enumerated() {
      rates += 1 / mean
      best = min(best, Double(m + 1) / rates)
    }
    lines = [
      Line(
        name: "every block once, nobody ever waits (n / Σ 1/τ)", seconds: workConserving,
        isOrder: false),
      Line(
        name: "blocks alike, no noise: the fastest worker alone (Tyurin, Richtárik 2023)",
        seconds: best, isOrder: true),
      Line(
        name: "blocks unlike, no noise: the slowest worker's mean (Tyurin, Richtárik 2023)",
        seconds: sorted[n - 1], isOrder: true),
    ]
  }
}
