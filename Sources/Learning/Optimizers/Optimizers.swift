public import Kernels
public import Settings

/// The optimizers a user can name.
public enum Optimizers {
  /// What `list optimizers` prints.
  public static var entries: [Entry] { kinds(Double.self).map(\.entry) }

  /// One entry an optimizer.
  private static func kinds<Element: Scalar>(_: Element.Type) -> [Kind<Element>] {
    [
      Kind("gd", "x ← x − η (ĝ + λ x)") { request throws(ConfigurationError) in
        request.finished(
          GradientDescent(stepSize: request.stepSize, l2: request.l2))
      },
      Kind(
        "heavy-ball", "v ← m v + (ĝ + λ x), x ← x − η v",
        [.init("momentum", standard: "\(HeavyBall<Double>.usual)", "m, from 0 to below 1")]
      ) { request throws(ConfigurationError) in
        request.finished(
          HeavyBall(
            stepSize: request.stepSize, l2: request.l2,
            momentum: try momentum(of: request.spec, option: request.option),
            dimension: request.dimension))
      },
      Kind("accelerated", "θ = 2/(t+2), x ← (1−θ) x + θ u − η (ĝ + λ x), u follows") {
        request throws(ConfigurationError) in
        request.finished(
          Accelerated(stepSize: request.stepSize, l2: request.l2, dimension: request.dimension))
      },
      Kind(
        "nesterov",
        "accelerated gradient at the extrapolated point, restarted where it goes uphill",
        [.init("restart", standard: "yes", "no: never restarted")]
      ) { request throws(ConfigurationError) in
        request.finished(
          Nesterov(
            stepSize: request.stepSize, l2: request.l2,
            restarts: try request.spec.flag("restart", default: true, option: request.option),
            dimension: request.dimension))
      },
      Kind(
        "lbfgs", "limited-memory BFGS, each trial of its line search a step; for exact schemes",
        [.init("memory", standard: "10", "m, pairs that are kept; 1 to 100")]
      ) { request throws(ConfigurationError) in
        request.finished(
          LBFGS(
            stepSize: request.stepSize, l2: request.l2,
            memory: try request.spec.integer(
              "memory", default: 10, in: 1...100, option: request.option),
            dimension: request.dimension))
      },
    ]
  }

  /// The heavy-ball momentum that `spec` asks for; 0 for other optimizers.
  /// - Throws: where it is not from 0 to below 1.
  public static func momentum(of spec: Spec, option: String = "--optimizer")
    throws(ConfigurationError) -> Double
  {
    guard spec.name == "heavy-ball" else { return 0 }
    let momentum = try spec.number(
      "momentum", default: HeavyBall<Double>.usual, in: 0...1, option: option)
    guard momentum < 1 else {
      throw ConfigurationError("\(option): \(spec): momentum is from 0 to below 1")
    }
    return momentum
  }

  /// The optimizer that `spec` names, at its start.
  /// - Parameters:
  ///   - stepSize: η by step.
  ///   - l2: λ, the weight of (λ/2) ‖x‖².
  ///   - dimension: The number of parameters.
  ///   - statistics: How many running means stand behind the parameters (`WithStatistics`).
  /// - Throws: for an unknown name or setting, or a λ that is negative or not finite.
  public static func make<Element: Scalar>(
    _ spec: Spec, stepSize: StepSize, l2: Double = 0, dimension: Int,
    statistics: Int = 0, as: Element.Type = Element.self, option: String = "--optimizer"
  ) throws(ConfigurationError) -> any Optimizer<Element> & ~Copyable {
    guard l2 >= 0, l2.isFinite else {
      throw ConfigurationError("--l2: \(l2) is out of range: at least 0 and finite")
    }
    let kind = try kinds(Element.self).find(spec, option: option, entry: \.entry)
    return try kind.make(
      OptimizerRequest(
        spec: spec, stepSize: stepSize, l2: l2, dimension: dimension, statistics: statistics,
        option: option))
  }
}

/// What an optimizer is made from.
private struct OptimizerRequest {
  let spec: Spec
  let stepSize: StepSize
  let l2: Double
  let dimension: Int
  let statistics: Int
  let option: String

  /// A rule for parameters, or for them with running means behind them.
  func finished<Rule: Optimizer & ~Copyable>(_ rule: consuming Rule) -> any Optimizer<
    Rule.Element
  > & ~Copyable {
    if statistics == 0 { return rule }
    return WithStatistics(rule, parameters: dimension)
  }
}

/// A named way to make an optimizer.
private struct Kind<Element: Scalar> {
  typealias Make = (OptimizerRequest) throws(ConfigurationError) -> any Optimizer<Element>
    & ~Copyable

  let entry: Entry
  let make: Make

  init(
    _ name: String, _ summary: String, _ parameters: [Entry.Parameter] = [], make: @escaping Make
  ) {
    entry = Entry(name, summary, parameters)
    self.make = make
  }
}
