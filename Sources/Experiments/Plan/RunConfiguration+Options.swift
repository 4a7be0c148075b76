public import Runs
public import Settings

extension RunConfiguration {
  /// The configuration that options come to, by the names that `pgc-train` knows.
  ///
  /// A preset's options are those that all others win over.
  /// - Throws: where there is no such option, or a value is not of its kind.
  public init(_ options: OptionList) throws(ConfigurationError) {
    var options = options
    if let values = options["preset"] {
      let preset = try Presets.named(try Self.one("preset", values))
      options = OptionList(preset.options.map { ($0.name, $0.value) }).adding(options)
    }
    self.init()
    for item in options.items
    where item.name != "await" && item.name != "preset" && !item.name.hasPrefix(Self.setting) {
      try set(item.name, item.values)
    }
    for item in options.items where item.name.hasPrefix(Self.setting) {
      try set(setting: String(item.name.dropFirst(Self.setting.count)), item.values)
    }
    if options["precision"] == nil { try setPrecision(nil) }
    // k needs n, whatever order they stand in.
    if let values = options["await"] {
      let k = try Self.whole("await", try Self.one("await", values))
      guard (1...workers).contains(k) else {
        throw ConfigurationError("--await \(k): is out of range: 1 to \(workers), the workers")
      }
      stragglers = workers - k
    }
  }

  /// What stands before the key of one of the scheme's settings, as in `set.copies`.
  private static let setting = "set."

  /// Gives one of the scheme's settings its value, whatever `set` says of it.
  private mutating func set(setting key: String, _ values: [String]) throws(ConfigurationError) {
    let value = try Self.one("\(Self.setting)\(key)", values)
    set.removeAll { $0.hasPrefix(key + "=") }
    set.append("\(key)=\(value)")
  }

  private mutating func set(_ name: String, _ values: [String]) throws(ConfigurationError) {
    if name == "set" {
      set = values
      return
    }
    let value = try Self.one(name, values)
    switch name {
    case "scheme": scheme = value.lowercased()
    case "workers": workers = try Self.whole(name, value)
    case "stragglers": stragglers = try Self.whole(name, value)
    case "late-work": lateWork = value.lowercased()
    case "stop": stop = value
    case "staleness": staleness = value
    case "max-staleness": maxStaleness = try Self.whole(name, value)
    case "transport": transport = value
    case "compute": compute = value
    case "network": network = value
    case "delay": delay = value
    case "dataset": dataset = value
    case "test-dataset": testDataset = value
    case "model": model = value
    case "blocks": blocks = value.lowercased()
    case "batch": batch = try Self.whole(name, value)
    case "optimizer": optimizer = value
    case "step-size": stepSize = value
    case "l2": l2 = try finiteNumber(value, "--l2")
    case "steps": steps = try Self.whole(name, value)
    case "time": time = try finiteNumber(value, "--time")
    case "until": until = value
    case "precision": precision = value.lowercased()
    case "evaluate-every": evaluateEvery = try Self.whole(name, value)
    default:
      throw ConfigurationError(unknownName("option", name, among: Self.optionsOfPlans))
    }
  }

  /// The options that a plan may give.
  ///
  /// Seeds, threads, virtual or not, and folders are the plan's own.
  static let optionsOfPlans = [
    "preset", "scheme", "workers", "stragglers", "await", "set", "late-work", "stop", "staleness",
    "max-staleness", "transport", "compute", "network", "delay", "dataset", "test-dataset", "model",
    "blocks",
    "batch", "optimizer", "step-size", "l2", "steps", "time", "until", "precision",
    "evaluate-every",
  ]

  private static func one(_ name: String, _ values: [String]) throws(ConfigurationError) -> String {
    guard values.count == 1 else {
      throw ConfigurationError("--\(name): takes one value, not \(values.count)")
    }
    return values[0]
  }

  private static func whole(_ name: String, _ text: String) throws(ConfigurationError) -> Int {
    try wholeNumber(text, "--\(name)")
  }
}
