import Settings

/// An option of a training: its name, and its place in a configuration.
///
/// Command line, configuration files, plans, `run.json` and the commands that are printed take their
/// names from one list, `all`, and read, write and check values through it.
public struct RunOption: Sendable {
  /// Without the dashes.
  public let name: String
  /// Whether it is on or off, and takes no value on the command line.
  public let isFlag: Bool
  /// The commands to which it makes a difference.
  public let modes: Set<RunMode>
  /// Whether a plan may give it; what it may not give is the plan's own to choose.
  public let isOfPlans: Bool

  private let reading:
    @Sendable (inout RunConfiguration, [String]) throws(ConfigurationError) -> Void
  private let writing: @Sendable (RunConfiguration) -> [String]
  private let usual: @Sendable (RunConfiguration) -> [String]?
  private let problem: @Sendable (RunConfiguration) -> String?
  private let encoding:
    @Sendable (RunConfiguration, inout KeyedEncodingContainer<Key>) throws -> Void

  /// Declares an option.
  /// - Parameters:
  ///   - modes: The commands to which it makes a difference.
  ///   - isWord: Whether capitals make no difference.
  ///   - isAlwaysSaid: Whether a command names it also where it is as usual.
  ///   - usual: What a command that does not name it comes to; nil for the default.
  ///   - problem: What to say of a value that is out of range, such as "must be at least 0".
  ///   - isValid: Whether a value is in range, whatever scheme and data set.
  init<Value: OptionValue>(
    _ name: String, _ place: any WritableKeyPath<RunConfiguration, Value> & Sendable,
    for modes: Set<RunMode>,
    isWord: Bool = false, isOfPlans: Bool = true, isAlwaysSaid: Bool = false,
    usual: (@Sendable (RunConfiguration) -> Value?)? = nil,
    _ problem: String = "", isValid: @escaping @Sendable (Value) -> Bool = { _ in true }
  ) {
    self.name = name
    self.modes = modes
    self.isOfPlans = isOfPlans
    isFlag = Value.self == Bool.self
    reading = { configuration, texts throws(ConfigurationError) in
      let texts = isWord ? texts.map { $0.lowercased() } : texts
      configuration[keyPath: place] = try Value.read(texts, option: "--\(name)")
    }
    writing = { $0[keyPath: place].texts }
    self.usual = { configuration in
      if isAlwaysSaid { return nil }
      guard let usual else { return RunConfiguration()[keyPath: place].texts }
      return usual(configuration)?.texts
    }
    self.problem = { configuration in
      let value = configuration[keyPath: place]
      return isValid(value) ? nil : "--\(name) \(value.texts.joined(separator: " ")): \(problem)"
    }
    encoding = { configuration, container in
      let value = configuration[keyPath: place]
      if !value.isOpen { try container.encode(value, forKey: Key(stringValue: name)) }
    }
  }

  /// A name in a file.
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Gives the option a value, or several where it may stand several times.
  /// - Throws: where the text is no such value.
  func read(_ texts: [String], into configuration: inout RunConfiguration)
    throws(ConfigurationError)
  {
    try reading(&configuration, texts)
  }

  /// Throws where the value is out of range.
  func check(_ configuration: RunConfiguration) throws(ConfigurationError) {
    if let line = problem(configuration) { throw ConfigurationError(line) }
  }

  /// Writes the value, unless it is left open.
  func encode(_ configuration: RunConfiguration, into container: inout KeyedEncodingContainer<Key>)
    throws
  {
    try encoding(configuration, &container)
  }

  /// The value as text: none where it is left open, several where the option is repeated.
  func texts(in configuration: RunConfiguration) -> [String] { writing(configuration) }

  /// The words of a command line that say it; none where it goes without saying.
  func words(for configuration: RunConfiguration) -> [String] {
    let texts = texts(in: configuration)
    guard texts != usual(configuration) else { return [] }
    return isFlag ? ["--\(name)"] : texts.flatMap { ["--\(name)", $0] }
  }
}
