public import Settings

/// How often a run writes a checkpoint: `100` steps, `60s` of the wall clock, or `never`.
public enum CheckpointInterval: Hashable, Sendable, CustomStringConvertible {
  case steps(Int)
  /// Of the wall clock, also in virtual time.
  case seconds(Double)
  case never

  /// Once a minute.
  public static let usual = CheckpointInterval.seconds(60)

  /// What a user wrote.
  public init(parsing text: String, option: String = "--checkpoint-every")
    throws(ConfigurationError)
  {
    if text == "never" {
      self = .never
    } else if let steps = Int(text), steps > 0 {
      self = .steps(steps)
    } else if text.hasSuffix("s"), let seconds = Double(text.dropLast()), seconds > 0,
      seconds.isFinite
    {
      self = .seconds(seconds)
    } else {
      throw ConfigurationError(
        "\(option) \(text): must be steps (100), seconds (60s) or never")
    }
  }

  public var description: String {
    switch self {
    case .steps(let steps): "\(steps)"
    case .seconds(let seconds): "\(seconds)s"
    case .never: "never"
    }
  }
}
