import Glibc
import Settings

/// A power tail: a few workers are very late.
struct ParetoDelay: NamedDelay {
  static let entry = Entry(
    "pareto",
    "T = scale·U^(-1/shape), so P(T > t) = (scale/t)^shape;"
      + " mean = scale·shape/(shape - 1), infinite for shape ≤ 1.",
    [
      .init("scale", standard: nil, "least seconds, at least 0"),
      .init("shape", standard: nil, "exponent of the tail, 0.1 to 1000; heavy from 1 to 3"),
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

  var mean: Double? { shape > 1 ? scale * shape / (shape - 1) : nil }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    per.apply(scale * pow(uniform(worker: worker, step: step), -1 / shape), load: load)
  }
}
