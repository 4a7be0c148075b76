import Coding
public import Settings

/// What `--optimizer block-secant` says.
public struct BlockSecantSettings: Equatable, Sendable {
  /// For help and `--list`.
  public static let entry = Entry(
    "block-secant", "quasi-Newton steps from secant pairs of single blocks; η = 1/L",
    [
      .init("pairs", standard: "4", "m, pairs that are kept of each block; 1 to 64"),
      .init("cap", standard: "0.05", "largest damping in units of 1/η, above 0"),
      .init("factor", standard: "2", "damping in units of the curvature that pairs missed"),
    ])

  let pairs: Int
  let cap: Double
  let factor: Double

  /// The settings of a configuration; nil where it has another optimizer.
  /// - Parameter scheme: Where it is given, it must send messages of single blocks.
  init?(_ configuration: RunConfiguration, for scheme: (any Scheme)? = nil)
    throws(ConfigurationError)
  {
    let option = "--optimizer"
    let spec = try Spec(parsing: configuration.optimizer, option: option)
    guard spec.name == Self.entry.name else { return nil }
    try Self.entry.check(spec, option: option)
    pairs = try spec.integer("pairs", default: 4, in: 1...64, option: option)
    cap = try spec.number("cap", default: 0.05, in: 1e-12...1e12, option: option)
    factor = try spec.number("factor", default: 2, in: 0...1e12, option: option)
    guard configuration.transport == "none" else {
      throw ConfigurationError(
        "--transport \(configuration.transport): block-secant transports by its own pairs; leave it out"
      )
    }
    guard (scheme?.sendsSingleBlocks ?? true) && scheme?.blockPlaces != 0 else {
      throw ConfigurationError(
        "--optimizer block-secant: needs messages of single blocks, which \(configuration.scheme) "
          + "does not send; use pgc, pgc-stalest or pgc-hybrid")
    }
  }
}
