import Glibc
import Randomness

/// Whether the largest times fall off more slowly than an exponential does: the coefficient of variation
/// of what is above a high threshold, which is 1 of an exponential tail and more of a heavy one.
///
/// - Source: del Castillo, Daoudi, Lockhart, "Methods to distinguish between polynomial and exponential
///   tails", Scandinavian Journal of Statistics 41, 2014; the p-value is by drawing exponentials.
struct TailTest {
  /// Standard deviation over mean of the exceedances.
  let variation: Double
  /// The chance of as much of an exponential tail.
  let p: Double
  /// Exceedances that were looked at.
  let count: Int

  /// - Parameter values: Times on one scale.
  init(_ values: [Double], seed: UInt64, draws: Int = 299) {
    let sorted = Descriptive.sorted(values)
    // A tenth of the times, or enough of them that chance does not decide.
    let wanted = min(max(sorted.count / 10, 30), sorted.count / 2)
    guard wanted > 9 else {
      (variation, p, count) = (1, 1, wanted)
      return
    }
    let threshold = sorted[sorted.count - wanted - 1]
    let above = sorted.suffix(wanted).map { $0 - threshold }.filter { $0 > 0 }
    count = above.count
    guard above.count > 9 else {
      (variation, p) = (1, 1)
      return
    }
    let observed = Self.variation(above)
    variation = observed
    p = PermutationTest.p(.tail, observed: observed, draws: draws, seed: seed) { stream in
      Self.variation(above.indices.map { _ in stream.exponential(mean: 1) })
    }
  }

  private static func variation(_ values: [Double]) -> Double {
    let mean = Descriptive.mean(values)
    return mean > 0 ? Descriptive.deviation(values) / mean : 1
  }
}
