import Glibc
public import Settings

/// The step size η_t as a function of the step t, counted from 0.
///
/// | as written | η_t |
/// | --- | --- |
/// | `0.5` | 0.5 |
/// | `0.5/t` | 0.5 / (t + 1) |
/// | `0.5/sqrt(t)` | 0.5 / √(t + 1) |
/// | `0.1*0.99^t` | 0.1 · 0.99^t |
/// | `steps:initial=0.5,factor=0.1,every=100` | 0.5 · 0.1^⌊t / 100⌋ |
public struct StepSize: Hashable, Sendable, CustomStringConvertible {
  /// The text that reads back as this step size: what was written, without white space.
  public let description: String
  private let rule: Rule

  private enum Rule: Hashable {
    case constant(Double)
    case overStep(Double)
    case overRoot(Double)
    case geometric(Double, factor: Double)
    case steps(Double, factor: Double, every: Int)
  }

  /// Reads a step size.
  /// - Parameter option: What to name in an error.
  /// - Throws: for anything but the forms above with an initial size above zero and a factor above
  ///   zero and at most one.
  public init(parsing text: String, option: String = "--step-size") throws(ConfigurationError) {
    let written = text.filter { !$0.isWhitespace }
    description = written
    if written.contains(":") {
      rule = try Self.schedule(Spec(parsing: written, option: option), option: option)
    } else if written.hasSuffix("/t") {
      rule = .overStep(try Self.positive(written.dropLast(2), in: text, option))
    } else if written.hasSuffix("/sqrt(t)") {
      rule = .overRoot(try Self.positive(written.dropLast(8), in: text, option))
    } else if written.hasSuffix("^t"), let star = written.firstIndex(of: "*") {
      let factor = written[written.index(after: star)...].dropLast(2)
      rule = .geometric(
        try Self.positive(written[..<star], in: text, option),
        factor: try Self.shrinking(factor, in: text, option))
    } else {
      rule = .constant(try Self.positive(written[...], in: text, option))
    }
  }

  /// A step size that stays.
  /// - Throws: where it is not above zero and finite.
  public init(constant value: Double) throws(ConfigurationError) {
    try self.init(parsing: "\(value)")
  }

  /// η at step t, from 0 on.
  ///
  /// It may reach zero where a power becomes too small for a double.
  public func value(at step: Int) -> Double {
    precondition(step >= 0, "a step before the first")
    switch rule {
    case .constant(let value): return value
    case .overStep(let value): return value / (Double(step) + 1)
    case .overRoot(let value): return value / (Double(step) + 1).squareRoot()
    case .geometric(let value, let factor): return value * pow(factor, Double(step))
    case .steps(let value, let factor, let every): return value * pow(factor, Double(step / every))
    }
  }

  private static func schedule(_ spec: Spec, option: String) throws(ConfigurationError) -> Rule {
    guard spec.name == "steps" else {
      throw ConfigurationError(unknownName(option, spec.name, among: ["steps"]))
    }
    try spec.allow(["initial", "factor", "every"], option: option)
    let all = spec.description
    for key in ["initial", "factor"] { _ = try spec.number(key, option: option) }
    return .steps(
      try positive((spec["initial"] ?? "")[...], in: all, option),
      factor: try shrinking((spec["factor"] ?? "")[...], in: all, option),
      every: try spec.integer("every", in: 1...Int.max, option: option))
  }

  private static func positive(_ part: Substring, in text: String, _ option: String)
    throws(ConfigurationError) -> Double
  {
    guard let value = Double(part) else {
      throw ConfigurationError(
        "\(option): '\(text)' is no step size; write 0.5, 0.5/t, 0.5/sqrt(t), 0.1*0.99^t or "
          + "steps:initial=0.5,factor=0.1,every=100")
    }
    guard value > 0, value.isFinite else {
      throw ConfigurationError("\(option): '\(text)': a step size is above 0 and finite")
    }
    return value
  }

  private static func shrinking(_ part: Substring, in text: String, _ option: String)
    throws(ConfigurationError) -> Double
  {
    let value = try positive(part, in: text, option)
    guard value <= 1 else {
      throw ConfigurationError("\(option): '\(text)': a factor is above 0 and at most 1")
    }
    return value
  }
}
