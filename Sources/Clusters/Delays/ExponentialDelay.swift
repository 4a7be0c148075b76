import Glibc
import Settings

/// An exponential number of seconds, by default one a task whatever its load.
///
/// - Source: the delays of the experiments in Wang, Charles, Papailiopoulos, "ErasureHead", 2019,
///   whose "λ = 1/2" is a mean of 0.5 s in its program.
struct ExponentialDelay: NamedDelay {
  static let entry = Entry(
    "exponential", "T = -mean·ln U, so P(T > t) = exp(-t/mean); mean = mean.",
    [
      .init("mean", standard: nil, "mean in seconds, at least 0"),
      LoadScaling.parameter(standard: .task),
    ])

  private let scale: Double
  private let per: LoadScaling
  private let uniform: TaskUniform

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    scale = try spec.number("mean", in: DelayRange.seconds, option: option)
    per = try LoadScaling(spec, default: .task, option: option)
    uniform = TaskUniform(seed: context.seed)
  }

  var mean: Double? { scale }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    per.apply(-scale * log(uniform(worker: worker, step: step)), load: load)
  }
}
