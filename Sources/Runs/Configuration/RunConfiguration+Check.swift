public import Settings

extension RunConfiguration {
  /// Throws where a value is out of range, whatever scheme and data set.
  func check() throws(ConfigurationError) {
    for option in RunOption.all { try option.check(self) }
    _ = try progressStyle()
    _ = try until.map { text throws(ConfigurationError) in try Target(parsing: text) }
  }

  /// Throws where one option's value is out of range.
  /// - Precondition: There is such an option.
  public func check(_ name: String) throws(ConfigurationError) {
    guard let option = RunOption.named(name) else { preconditionFailure("no option '\(name)'") }
    try option.check(self)
  }
}
