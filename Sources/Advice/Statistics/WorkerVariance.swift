import Randomness

/// Whether some workers are slower than others at most steps: the spread of their mean ranks.
///
/// - Source: Friedman, "The use of ranks to avoid the assumption of normality implicit in the analysis of
///   variance", JASA 32, 1937; its p-value is found by permuting workers within steps.
struct WorkerVariance {
  /// Part of the variance of the workers' ranks that is between workers, 0 to 1.
  let share: Double
  /// The chance of as much where all workers are alike.
  let p: Double
  /// Each worker's mean rank in terms of its spread where all are alike: above 3.3 is no chance.
  let scores: [Double]

  /// - Parameter columns: Numbers by step and worker; NaN are left out.
  init(columns: [[Double]], seed: UInt64, draws: Int = 499) {
    let ranks = columns.map(Self.ranks)
    let workers = columns.first?.count ?? 0
    let observed = Self.between(ranks, workers)
    // Ranks from -½ to ½ have the variance 1/12.
    let spread = (Double(max(columns.count, 1)) / 12).squareRoot()
    scores = (0..<workers).map { worker in ranks.reduce(0) { $0 + $1[worker] } / spread }
    let whole = Self.total(ranks)
    share = whole > 0 ? min(observed / whole, 1) : 0
    // A column of 256 ranks is permuted in as many draws; fewer columns need fewer to be as sure.
    let cells = max(1, columns.count * workers)
    let affordable = min(draws, max(199, 2_000_000 / cells))
    p =
      whole > 0
      ? PermutationTest.p(.workers, observed: observed, draws: affordable, seed: seed) { stream in
        Self.between(
          ranks.map { column in stream.permutation(column.count).map { column[$0] } }, workers)
      } : 1
  }

  /// Ranks from -½ to ½ around the middle; ties share theirs, NaN stay in the middle.
  private static func ranks(_ column: [Double]) -> [Double] {
    let order = column.indices.filter { column[$0].isFinite }.sorted { column[$0] < column[$1] }
    var ranks = [Double](repeating: 0, count: column.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, column[order[last + 1]] == column[order[first]] { last += 1 }
      let middle = Double(first + last) / 2
      for i in first...last { ranks[order[i]] = (middle + 0.5) / Double(order.count) - 0.5 }
      first = last + 1
    }
    return ranks
  }

  private static func between(_ ranks: [[Double]], _ workers: Int) -> Double {
    var sums = [Double](repeating: 0, count: workers)
    for column in ranks { for worker in 0..<workers { sums[worker] += column[worker] } }
    return sums.reduce(0) { $0 + $1 * $1 } / Double(max(ranks.count, 1))
  }

  private static func total(_ ranks: [[Double]]) -> Double {
    ranks.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
  }
}
