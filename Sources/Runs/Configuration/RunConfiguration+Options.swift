import Learning
public import Settings

extension RunConfiguration {
  /// The configuration that options come to, whether the command line or a plan gives them.
  ///
  /// A preset's options are those that all others win over.
  /// - Parameter known: The names that may be used.
  /// - Throws: where there is no such option, or a value is not of its kind.
  public init(_ options: OptionList, among known: [String] = RunOption.names)
    throws(ConfigurationError)
  {
    var options = options
    if let name = try options.one("preset") {
      let preset = try Presets.named(name)
      options = OptionList(preset.options.map { ($0.name, $0.value) }).adding(options)
    }
    self.init()
    for item in options.items where !item.name.hasPrefix(Self.setting) {
      guard known.contains(item.name) || !RunOption.names.contains(item.name) else {
        throw ConfigurationError(
          "--\(item.name): is not asked of a plan, which sees to it; leave it out")
      }
      guard known.contains(item.name) else {
        throw ConfigurationError(unknownName("option", item.name, among: known))
      }
      try RunOption.named(item.name)?.read(item.values, into: &self)
    }
    for item in options.items where item.name.hasPrefix(Self.setting) {
      try set(setting: String(item.name.dropFirst(Self.setting.count)), item.values)
    }
    if options["precision"] == nil { precision = try precisionOfModel() }
    // Both depend on other options, whatever order they stand in.
    try takeAwait(try options.one("await"))
    try takeMomentum(try options.one("momentum"), optimizer: try options.one("optimizer"))
  }

  /// What stands before the key of one of the scheme's settings, as in `set.copies`.
  private static let setting = "set."

  /// Gives one of the scheme's settings its value, whatever `set` says of it.
  private mutating func set(setting key: String, _ values: [String]) throws(ConfigurationError) {
    let value = try String.read(values, option: "--\(Self.setting)\(key)")
    set.removeAll { $0.hasPrefix(key + "=") }
    set.append("\(key)=\(value)")
  }

  /// k = n − s in place of s.
  private mutating func takeAwait(_ given: String?) throws(ConfigurationError) {
    guard let given else { return }
    let k = try Int.read(given, option: "--await")
    guard stragglers == nil || stragglers == workers - k else {
      throw ConfigurationError(
        "--await \(k) and --stragglers \(stragglers ?? 0) contradict each other: n is \(workers)")
    }
    guard (1...max(1, workers)).contains(k) else {
      throw ConfigurationError(
        "--await \(k): is out of range: 1 to \(workers), the number of workers")
    }
    stragglers = workers - k
  }

  /// The heavy ball's momentum, which also asks for the heavy ball where no optimizer is named.
  private mutating func takeMomentum(_ given: String?, optimizer named: String?)
    throws(ConfigurationError)
  {
    guard let given else { return }
    let momentum = try Double.read(given, option: "--momentum")
    guard momentum >= 0, momentum < 1 else {
      throw ConfigurationError("--momentum \(given): must be at least 0 and below 1")
    }
    guard (named ?? "heavy-ball") == "heavy-ball" else {
      throw ConfigurationError("--momentum \(momentum): only --optimizer heavy-ball has a momentum")
    }
    optimizer = "heavy-ball:momentum=\(momentum)"
  }
}

extension OptionList {
  /// The one value of an option, if it is given.
  fileprivate func one(_ name: String) throws(ConfigurationError) -> String? {
    guard let values = self[name] else { return nil }
    return try String.read(values, option: "--\(name)")
  }
}
