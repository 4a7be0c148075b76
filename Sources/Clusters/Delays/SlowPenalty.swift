import Settings

/// What being slow costs: seconds more, a factor on computing, or both.
struct SlowPenalty {
  let seconds: Double
  let factor: Double

  /// Reads the settings `seconds` and `factor`, of which at least one must be given.
  init(_ spec: Spec, option: String) throws(ConfigurationError) {
    guard spec["seconds"] != nil || spec["factor"] != nil else {
      throw ConfigurationError(
        "\(option): '\(spec.name)' needs seconds=NUMBER or factor=NUMBER, as in factor=8")
    }
    seconds = try spec.number("seconds", default: 0, in: DelayRange.seconds, option: option)
    factor = try spec.number("factor", default: 1, in: DelayRange.factor, option: option)
  }
}
