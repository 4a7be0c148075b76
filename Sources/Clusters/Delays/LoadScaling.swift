import Settings

/// Whether the seconds of a model are those of a whole task or of each of its blocks.
enum LoadScaling: String {
  case task
  case block

  /// Reads the setting `per`.
  init(_ spec: Spec, default fallback: LoadScaling, option: String) throws(ConfigurationError) {
    let word = try spec.choice(
      "per", default: fallback.rawValue, among: ["task", "block"], option: option)
    self = word == "block" ? .block : .task
  }

  /// The line of an entry that explains the setting.
  static func parameter(standard: LoadScaling) -> Entry.Parameter {
    Entry.Parameter(
      "per", standard: standard.rawValue, "task: whatever the load; block: times the load")
  }

  /// The seconds of a task with `load` blocks.
  func apply(_ seconds: Double, load: Double) -> Double {
    self == .block ? seconds * load : seconds
  }
}
