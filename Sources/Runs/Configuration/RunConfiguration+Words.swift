extension RunConfiguration: Encodable {
  /// Option names and values, as a configuration file has them; what is left open is left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: RunOption.Key.self)
    for option in RunOption.all { try option.encode(self, into: &container) }
  }

  /// The words that give it to `pgc-train`; what goes without saying is left out.
  public var arguments: [String] {
    RunOption.all.filter { $0.modes.contains(mode) }.flatMap { $0.words(for: self) }
  }

  /// What decides about a run's results: all options but the number of threads, as text.
  ///
  /// What is left open has an empty text.
  public var texts: [(name: String, value: String)] {
    RunOption.all.filter { $0.name != "threads" }.map { option in
      (option.name, option.texts(in: self).joined(separator: " "))
    }
  }
}
