import Settings

/// Fast or slow, by a coin for every worker and step.
struct TwoPointDelay: NamedDelay {
  static let entry = Entry(
    "two-point",
    "T = slow with the given probability, else fast, for every block of a task;"
      + " mean at load 1 = fast + probability·(slow - fast).",
    [
      .init("fast", standard: "1", "seconds of a fast worker, at least 0"),
      .init("slow", standard: nil, "seconds of a slow worker, at least fast"),
      .init("probability", standard: nil, "chance of being slow, 0 to 1"),
      LoadScaling.parameter(standard: .block),
    ])

  private let fast: Double
  private let slow: Double
  private let probability: Double
  private let per: LoadScaling
  private let uniform: TaskUniform

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    fast = try spec.number("fast", default: 1, in: DelayRange.seconds, option: option)
    slow = try spec.number("slow", in: DelayRange.seconds, option: option)
    probability = try spec.number("probability", in: DelayRange.probability, option: option)
    per = try LoadScaling(spec, default: .block, option: option)
    uniform = TaskUniform(seed: context.seed)
    guard slow >= fast else {
      throw ConfigurationError("\(option): two-point:slow=\(slow) is less than fast=\(fast)")
    }
  }

  var mean: Double? { fast + probability * (slow - fast) }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    per.apply(uniform(worker: worker, step: step) <= probability ? slow : fast, load: load)
  }
}
