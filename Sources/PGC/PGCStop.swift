import Settings

/// When a step of `pgc` closes.
enum PGCStop: Equatable {
  /// k results on the current model.
  case fresh(Int)
  /// k results, late ones included.
  case arrivals(Int)
  /// A number of seconds after the step began, with whatever came.
  case deadline(seconds: Double)

  static let entries = [
    Entry("fresh", "n - s results on the current model"),
    Entry("arrivals", "n - s results, late ones included"),
    Entry(
      "deadline", "this long after the step began",
      [.init("seconds", standard: nil, "seconds, above 0")]),
  ]

  /// The rule that `--stop` names; `fresh` where it is not given.
  init(_ spec: Spec?, awaited: Int) throws(ConfigurationError) {
    guard let spec else {
      self = .fresh(awaited)
      return
    }
    switch try Self.entries.find(spec, option: "--stop", entry: \.self).name {
    case "arrivals": self = .arrivals(awaited)
    case "deadline":
      let seconds = try spec.number(
        "seconds", in: 0 ... .greatestFiniteMagnitude, option: "--stop")
      guard seconds > 0 else {
        throw ConfigurationError("--stop: deadline:seconds=0 waits for nothing; give more than 0")
      }
      self = .deadline(seconds: seconds)
    default: self = .fresh(awaited)
    }
  }
}
