import Glibc
public import Settings

/// How much a gradient counts that is τ steps old; a fresh one counts 1.
public enum StalenessWeight: Equatable, Sendable, CustomStringConvertible {
  /// 1 at any age: the plain staleness buffer.
  case constant
  /// (1 + τ)^(−power).
  case polynomial(power: Double)
  /// base^τ.
  case exponential(base: Double)
  /// 1 up to `max` steps, then 0.
  case cutoff(max: Int)

  /// For help and `--list`.
  public static let entries = [
    Entry("constant", "w(τ) = 1"),
    Entry(
      "polynomial", "w(τ) = (1 + τ)^(-power)", [.init("power", standard: "0.5", "not negative")]),
    Entry(
      "exponential", "w(τ) = base^τ", [.init("base", standard: "0.9", "above 0, at most 1")]),
    Entry(
      "cutoff", "w(τ) = 1 for τ ≤ max, else 0", [.init("max", standard: nil, "steps, from 0")]),
  ]

  /// The weight that `--staleness` names; constant where it is not given.
  public init(_ spec: Spec?, option: String = "--staleness") throws(ConfigurationError) {
    guard let spec else {
      self = .constant
      return
    }
    switch try Self.entries.find(spec, option: option, entry: \.self).name {
    case "polynomial":
      self = .polynomial(
        power: try spec.number("power", default: 0.5, in: 0...100, option: option))
    case "exponential":
      let base = try spec.number("base", default: 0.9, in: 0...1, option: option)
      guard base > 0 else {
        throw ConfigurationError("\(option): exponential:base must be above 0; use cutoff:max=0")
      }
      self = .exponential(base: base)
    case "cutoff":
      self = .cutoff(max: try spec.integer("max", in: 0...Int.max, option: option))
    default: self = .constant
    }
  }

  /// w(τ).
  /// - Parameter staleness: τ in steps, not negative.
  public func callAsFunction(_ staleness: Int) -> Double {
    switch self {
    case .constant: 1
    case .polynomial(let power): power == 0 ? 1 : pow(Double(1 + staleness), -power)
    case .exponential(let base): pow(base, Double(staleness))
    case .cutoff(let max): staleness <= max ? 1 : 0
    }
  }

  public var description: String {
    switch self {
    case .constant: "constant"
    case .polynomial(let power): "polynomial:power=\(power)"
    case .exponential(let base): "exponential:base=\(base)"
    case .cutoff(let max): "cutoff:max=\(max)"
    }
  }
}
