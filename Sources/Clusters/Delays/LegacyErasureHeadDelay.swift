import Glibc
import Randomness
import Settings

/// The delays that ErasureHead's program injects, number by number.
///
/// It seeds numpy with the step and lets each worker take its place in the sequence, so the delays
/// depend on neither the run's seed nor the load. A draw costs about two microseconds.
///
/// - Source: Wang, Charles, Papailiopoulos, "ErasureHead", 2019, section 5 and its program.
struct LegacyErasureHeadDelay: NamedDelay {
  static let entry = Entry(
    "legacy-erasurehead",
    "T = numpy's RandomState(step).exponential(0.5, n)[worker], whatever seed and load; mean 0.5.")

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {}

  var mean: Double? { 0.5 }

  var dependsOnSeed: Bool { false }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    var twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: step))
    for _ in 0..<worker { _ = twister.uniform() }
    return -0.5 * log(1 - twister.uniform())
  }
}
