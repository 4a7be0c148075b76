import Settings

/// A delay model that `Delays` lists and makes from a spec.
protocol NamedDelay: DelayModel {
  /// Its name, formula, mean and settings.
  static var entry: Entry { get }

  /// Whether its seconds grow with the load of a task, for the documentation.
  static var growth: String { get }

  /// The model that `spec` describes.
  /// - Throws: where a setting is missing, malformed or out of range.
  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError)
}

extension NamedDelay {
  static var growth: String {
    switch entry.parameters.first(where: { $0.key == "per" })?.standard {
    case "task": "no; with `per=block` yes"
    case "block": "yes; with `per=task` no"
    default: "no"
    }
  }
}

/// What a delay model must know besides its settings.
struct DelayContext {
  /// Workers of the run.
  let workers: Int
  /// The seed of this summand's streams.
  let seed: UInt64
  /// What to name in an error, such as `--delay`.
  let option: String
}
