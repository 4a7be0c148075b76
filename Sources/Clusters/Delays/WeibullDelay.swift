import Glibc
import Settings

/// A stretched exponential: heavier than exponential below shape 1, lighter above.
struct WeibullDelay: NamedDelay {
  static let entry = Entry(
    "weibull",
    "T = scale·(-ln U)^(1/shape), so P(T > t) = exp(-(t/scale)^shape);"
      + " mean = scale·Γ(1 + 1/shape).",
    [
      .init("scale", standard: nil, "seconds that a share 1/e of the tasks exceeds, at least 0"),
      .init("shape", standard: nil, "exponent, 0.1 to 1000; 1 is exponential"),
      LoadScaling.parameter(standard: .block),
    ])

  private let scale: Double
  private let shape: Double
  private let per: LoadScaling
  private let uniform: TaskUniform

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    scale = try spec.number("scale", in: DelayRange.seconds, option: option)
    shape = try spec.number("shape", in: DelayRange.shape, option: option)
    per = try LoadScaling(spec, default: .block, option: option)
    uniform = TaskUniform(seed: context.seed)
  }

  var mean: Double? { scale * tgamma(1 + 1 / shape) }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    per.apply(scale * pow(-log(uniform(worker: worker, step: step)), 1 / shape), load: load)
  }
}
