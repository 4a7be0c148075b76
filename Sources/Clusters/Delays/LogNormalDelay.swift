import Glibc
import Settings

/// Seconds whose logarithm is normal: many small causes that multiply.
struct LogNormalDelay: NamedDelay {
  static let entry = Entry(
    "log-normal",
    "T = median·exp(-sigma·Φ⁻¹(U)), so ln T is normal; mean = median·exp(sigma²/2).",
    [
      .init("median", standard: nil, "seconds that half of the tasks exceed, at least 0"),
      .init("sigma", standard: nil, "standard deviation of ln T, 0 to 20"),
      LoadScaling.parameter(standard: .block),
    ])

  private let median: Double
  private let sigma: Double
  private let per: LoadScaling
  private let uniform: TaskUniform

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    median = try spec.number("median", in: DelayRange.seconds, option: option)
    sigma = try spec.number("sigma", in: DelayRange.sigma, option: option)
    per = try LoadScaling(spec, default: .block, option: option)
    uniform = TaskUniform(seed: context.seed)
  }

  var mean: Double? { median * exp(sigma * sigma / 2) }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    let z = normalQuantile(uniform(worker: worker, step: step))
    return per.apply(median * exp(-sigma * z), load: load)
  }
}
