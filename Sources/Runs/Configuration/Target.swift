import Learning
public import Settings

/// A value of loss or of a metric that ends a run, or whose time is taken.
public struct Target: Hashable, Sendable, CustomStringConvertible {
  /// `loss`, `objective`, or a column of `evaluations.csv`.
  public let metric: String
  /// What it must come to.
  public let value: Double
  /// What tables call it, where that is not its text.
  private var alias: String?

  /// The training loss decoded from messages, which every step has; others need an evaluation.
  public var isLoss: Bool { metric == "loss" }

  /// The regularized training loss of an evaluated model, train_loss + (λ/2) ‖x‖².
  public static let objective = "objective"

  /// A share of the way from the first model to the best known loss, of which only a plan knows.
  public static let relative = "relative"

  /// Whether it is relative to a best loss, or was.
  public var isRelative: Bool { metric == Self.relative || alias != nil }

  /// Reads `METRIC=VALUE`.
  /// - Parameter option: What to name in an error.
  public init(parsing text: String, option: String = "--until") throws(ConfigurationError) {
    let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard halves.count == 2 else {
      throw ConfigurationError("\(option) \(text): write METRIC=VALUE, such as loss=0.5")
    }
    metric = halves[0]
    value = try finiteNumber(halves[1], "\(option) \(metric)")
    guard let range = Self.range(of: metric) else {
      throw ConfigurationError(unknownName(option, metric, among: Self.names))
    }
    guard range.contains(value) else {
      throw ConfigurationError(
        "\(option) \(text): is never reached, since \(metric) is \(Self.words(range))")
    }
  }

  private init(metric: String, value: Double, alias: String?) {
    self.metric = metric
    self.value = value
    self.alias = alias
  }

  /// The objective that a relative target r stands for, F* + r (F₀ − F*); one that nothing reaches
  /// while F* is not known.
  public func objective(best: Double?, start: Double?) -> Target {
    guard metric == Self.relative else { return self }
    let goal = best.flatMap { best in start.map { best + value * ($0 - best) } }
    return Target(metric: Self.objective, value: goal ?? -.infinity, alias: description)
  }

  /// Whether a value is as good: losses and errors fall, the others rise.
  public func isReached(by value: Double) -> Bool {
    falls ? value <= self.value : value >= self.value
  }

  /// Whether less is better.
  public var falls: Bool { Self.falls(metric) }

  /// Whether less of a loss or metric is better, by the name of its column.
  public static func falls(_ metric: String) -> Bool {
    Metric.ofColumn(metric)?.falls ?? [Metric.loss.name, objective, relative].contains(metric)
  }

  /// ‖x‖₂ of the model, a column of `evaluations.csv` too.
  private static let norm = "model_norm"

  /// All that may be a target.
  private static let names = [Metric.loss.name, objective, relative, norm] + Metric.columns

  /// The values that a target may have; nil where there is no such target.
  private static func range(of metric: String) -> ClosedRange<Double>? {
    switch metric {
    case relative: 0...1
    case _ where names.contains(metric): Metric.ofColumn(metric)?.range ?? Metric.loss.range
    default: nil
    }
  }

  private static func words(_ range: ClosedRange<Double>) -> String {
    if range.upperBound == .infinity { return "at least \(range.lowerBound)" }
    if range.lowerBound == -.infinity { return "at most \(range.upperBound)" }
    return "\(range.lowerBound) to \(range.upperBound)"
  }

  /// The text that reads back as this target.
  public var text: String { "\(metric)=\(value)" }

  /// What tables call it.
  public var description: String { alias ?? text }
}
