public import Settings

/// The registry of delay models: what `--delay`, `--compute` and `--network` may say.
public enum Delays {
  // A new model is one file and one line here.
  private static let all: [any NamedDelay.Type] = [
    NoDelay.self,
    FixedDelay.self,
    ExponentialDelay.self,
    ShiftedExponentialDelay.self,
    ParetoDelay.self,
    WeibullDelay.self,
    LogNormalDelay.self,
    TwoPointDelay.self,
    GilbertElliottDelay.self,
    SlowWorkers.self,
    UnequalSpeeds.self,
    PerWorkerDelay.self,
    StaircaseDelay.self,
    TraceDelay.self,
    LegacyErasureHeadDelay.self,
  ]

  /// Names, formulas, means and settings, in the order of a list.
  public static var entries: [Entry] { all.map { $0.entry } }

  /// Whether the seconds of each of them grow with the load of a task.
  public static var growths: [String] { all.map { $0.growth } }

  /// The model that a text such as `exponential:mean=0.5+slow:workers=0,factor=8` describes.
  ///
  /// Summand p of a sum draws from the seed + p·0x9E3779B97F4A7C15 (mod 2⁶⁴; p from 0): the first
  /// has the delays that it has alone, and two summands are independent.
  /// - Parameters:
  ///   - text: Specs joined by `+`; seconds add and factors multiply.
  ///   - workers: Workers of the run, at least 1.
  ///   - seed: The run's seed.
  ///   - option: What to name in an error.
  /// - Throws: one line for an unknown name, for a setting that is unknown, missing or out of range,
  ///   and for a trace that cannot be read.
  public static func make(
    _ text: String, workers: Int, seed: UInt64, option: String = "--delay"
  ) throws(ConfigurationError) -> any DelayModel {
    guard workers > 0 else {
      throw ConfigurationError("\(option): a delay model needs at least 1 worker, not \(workers)")
    }
    var summands: [any DelayModel] = []
    for (position, spec) in try Spec.sum(text, option: option).enumerated() {
      let own = seed &+ UInt64(position) &* 0x9E37_79B9_7F4A_7C15
      let context = DelayContext(workers: workers, seed: own, option: option)
      summands.append(try make(spec, in: context))
    }
    return summands.count == 1 ? summands[0] : SumOfDelays(summands)
  }

  private static func make(_ spec: Spec, in context: DelayContext) throws(ConfigurationError)
    -> any DelayModel
  {
    try all.find(spec, option: context.option) { $0.entry }.init(spec, in: context)
  }
}
