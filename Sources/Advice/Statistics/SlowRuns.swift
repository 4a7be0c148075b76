import Randomness

/// Whether slow steps of a worker come in runs: pairs of slow steps in a row, against steps in any order.
///
/// - Source: Wald, Wolfowitz, "On a test whether two samples are from the same population", 1940, whose
///   runs are counted here over all workers; the p-value is by permuting each worker's steps.
struct SlowRuns {
  /// Mean number of slow steps in a row.
  let meanLength: Double
  /// The same where steps stand in any order.
  let chanceLength: Double
  /// The chance of as many slow steps that follow a slow one where order does not matter.
  let p: Double
  /// Share of all steps that are slow.
  let share: Double

  /// - Parameter slow: Whether each worker is slow at each step.
  init(_ slow: [[Bool]], seed: UInt64, draws: Int = 299) {
    let cells = slow.reduce(0) { $0 + $1.count }
    let count = slow.reduce(0) { $0 + $1.count { $0 } }
    share = Double(count) / Double(max(cells, 1))
    let observed = slow.reduce(0) { $0 + Self.pairs($1) }
    meanLength = count > 0 ? Double(count) / Double(max(count - observed, 1)) : 0
    let moving = slow.filter { $0.contains(true) && $0.contains(false) }
    guard !moving.isEmpty else {
      (chanceLength, p) = (meanLength, 1)
      return
    }
    var chance = 0.0
    for row in moving {
      let slow = Double(row.count { $0 })
      chance += slow * (slow - 1) / Double(row.count)
    }
    let fixed = slow.filter { !$0.contains(false) }.reduce(0) { $0 + Self.pairs($1) }
    chanceLength = Double(count) / max(Double(count - fixed) - chance, 1)
    let moved = moving.reduce(0) { $0 + Self.pairs($1) }
    p = PermutationTest.p(.bursts, observed: Double(moved), draws: draws, seed: seed) { stream in
      Double(
        moving.reduce(0) { sum, row in
          sum + Self.pairs(of: stream.sample(row.count { $0 }, below: row.count))
        })
    }
  }

  private static func pairs(_ row: [Bool]) -> Int {
    zip(row, row.dropFirst()).count { $0 && $1 }
  }

  /// Neighbors among ascending places.
  private static func pairs(of places: [Int]) -> Int {
    zip(places, places.dropFirst()).count { $1 == $0 + 1 }
  }

  /// Correlation of a series with itself a step later; 0 of one that does not change.
  static func autocorrelation(_ values: [Double]) -> Double {
    let mean = Descriptive.mean(values)
    var (above, below) = (0.0, 0.0)
    for (i, value) in values.enumerated() where value.isFinite {
      below += (value - mean) * (value - mean)
      if i > 0, values[i - 1].isFinite { above += (value - mean) * (values[i - 1] - mean) }
    }
    return below > 0 ? above / below : 0
  }
}
