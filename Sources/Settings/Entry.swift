/// What a registry tells of one of its named things: printed by `--list`, used in error lines.
public struct Entry: Equatable, Sendable {
  /// The word a user types.
  public let name: String
  /// One sentence, with the formula where there is one.
  public let summary: String
  /// The settings it takes.
  public let parameters: [Parameter]

  /// A setting: its key, default and meaning.
  public struct Parameter: Equatable, Sendable {
    /// The word before `=`.
    public let key: String
    /// The default as a user would type it; nil where the setting must be given.
    public let standard: String?
    /// Meaning, unit and range.
    public let meaning: String

    /// A setting of an entry.
    public init(_ key: String, standard: String?, _ meaning: String) {
      self.key = key
      self.standard = standard
      self.meaning = meaning
    }
  }

  /// An entry of a registry.
  public init(_ name: String, _ summary: String, _ parameters: [Parameter] = []) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
  }

  /// Throws where `spec` sets something this entry does not know.
  public func check(_ spec: Spec, option: String) throws(ConfigurationError) {
    try spec.allow(parameters.map(\.key), option: option)
  }
}
