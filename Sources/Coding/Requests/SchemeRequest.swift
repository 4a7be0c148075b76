public import Settings

/// What a user asks of a scheme.
public struct SchemeRequest: Sendable {
  /// The scheme's name, for error lines.
  public let name: String
  /// n.
  public let workers: Int
  /// s, or nil where neither `--stragglers` nor `--await` is given.
  public let givenStragglers: Int?
  /// The settings of `--set`.
  public let settings: Spec
  /// The stopping rule of `--stop`.
  public let stop: Spec?
  /// The weight of `--staleness`.
  public let staleness: Spec?
  /// The bound of `--max-staleness`, in steps.
  public let maxStaleness: Int?
  /// The run's seed, for codes with random coefficients or placement.
  public let seed: UInt64

  /// A request.
  public init(
    _ name: String, workers: Int, stragglers: Int? = nil, settings: [(String, String)] = [],
    stop: Spec? = nil, staleness: Spec? = nil, maxStaleness: Int? = nil, seed: UInt64 = 0
  ) {
    self.name = name
    self.workers = workers
    self.givenStragglers = stragglers
    self.settings = Spec(name, settings)
    self.stop = stop
    self.staleness = staleness
    self.maxStaleness = maxStaleness
    self.seed = seed
  }

  /// s, checked: 0 ≤ s < n.
  public func stragglers(default fallback: Int = 0) throws(ConfigurationError) -> Int {
    let s = givenStragglers ?? fallback
    guard s >= 0, s < workers else {
      throw ConfigurationError(
        "--stragglers \(s): \(name) with \(workers) workers takes 0 to \(workers - 1), "
          + "since at least one message must be awaited")
    }
    return s
  }

  /// A whole number from `--set`.
  public func integer(_ key: String, default fallback: Int, in range: ClosedRange<Int>)
    throws(ConfigurationError) -> Int
  { try settings.integer(key, default: fallback, in: range, option: "--set") }

  /// A number from `--set`.
  public func number(_ key: String, default fallback: Double, in range: ClosedRange<Double>)
    throws(ConfigurationError) -> Double
  { try settings.number(key, default: fallback, in: range, option: "--set") }

  /// Yes or no from `--set`.
  public func flag(_ key: String, default fallback: Bool) throws(ConfigurationError) -> Bool {
    try settings.flag(key, default: fallback, option: "--set")
  }

  /// A word from `--set`.
  public func choice(_ key: String, default fallback: String, among words: [String])
    throws(ConfigurationError) -> String
  { try settings.choice(key, default: fallback, among: words, option: "--set") }
}
