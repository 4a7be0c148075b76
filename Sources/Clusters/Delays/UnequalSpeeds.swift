import Glibc
import Randomness
import Settings

/// Every worker has a speed of its own for the whole run: machines of different age in one cluster.
///
/// The factor is drawn from (seed, worker) once and belongs to computing, so that seconds come from
/// `--compute`; with `per-sample` they are in proportion to the work of a task.
struct UnequalSpeeds: NamedDelay {
  static let growth = "no; it multiplies computing, which does"
  static let entry = Entry(
    "speeds",
    "Adds nothing; computing takes median·exp(-sigma·Φ⁻¹(U)) times as long, U drawn once a worker;"
      + " mean factor = median·exp(sigma²/2).",
    [
      .init("sigma", standard: nil, "standard deviation of the factor's logarithm, 0 to 20"),
      .init("median", standard: "1", "factor that half of the workers exceed, 0 to 1e6"),
    ])

  private let factors: [Double]

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    let sigma = try spec.number("sigma", in: DelayRange.sigma, option: option)
    let median = try spec.number("median", default: 1, in: DelayRange.factor, option: option)
    factors = (0..<context.workers).map { worker in
      var stream = Stream(seed: context.seed, for: .speed, worker)
      return median * exp(-sigma * normalQuantile(stream.uniform()))
    }
  }

  var mean: Double? { 0 }

  func seconds(worker: Int, step: Int, load: Double) -> Double { 0 }

  func factor(worker: Int, step: Int) -> Double { factors[worker] }
}
