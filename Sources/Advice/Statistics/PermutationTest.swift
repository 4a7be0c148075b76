import Randomness

/// Tests by permutation: how often chance alone gives a statistic as large.
///
/// - Source: Phipson, Smyth, "Permutation P-values Should Never Be Zero", 2010: (1 + hits) / (1 + draws).
enum PermutationTest {
  /// Which test draws; each has streams of its own.
  enum Name: Int {
    case workers = 1
    case bursts = 2
    case hosts = 3
    case tail = 4
  }

  /// The p-value of a statistic that is large where there is something.
  /// - Parameter draw: The statistic once more, of what a permutation leaves.
  static func p(
    _ name: Name, observed: Double, draws: Int, seed: UInt64, draw: (inout Stream) -> Double
  ) -> Double {
    var hits = 0
    for repetition in 0..<draws {
      var stream = Stream(seed: seed, for: .permutation, name.rawValue, repetition)
      // Sums in another order differ in the last bits.
      if draw(&stream) >= observed * (1 - 1e-12) { hits += 1 }
    }
    return Double(1 + hits) / Double(1 + draws)
  }
}
