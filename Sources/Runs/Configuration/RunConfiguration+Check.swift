public import Settings

extension RunConfiguration {
  /// Throws where a value is out of range, whatever scheme and data set.
  func check() throws(ConfigurationError) {
    func whole(_ option: String, _ value: Int, least: Int) throws(ConfigurationError) {
      guard value >= least else {
        throw ConfigurationError("--\(option) \(value): must be at least \(least)")
      }
    }
    try Self.check(workers: workers)
    try whole("steps", steps, least: 0)
    try whole("batch", batch, least: 0)
    try whole("evaluate-every", evaluateEvery, least: 0)
    try whole("threads", threads, least: 0)
    if let maxStaleness { try whole("max-staleness", maxStaleness, least: 0) }
    guard l2 >= 0, l2.isFinite else {
      throw ConfigurationError("--l2 \(l2): must be a finite number, at least 0")
    }
    if let time {
      guard time > 0, time.isFinite else {
        throw ConfigurationError("--time \(time): must be seconds, more than 0")
      }
    }
    guard Self.precisions.contains(precision) else {
      throw ConfigurationError(unknownName("--precision", precision, among: Self.precisions))
    }
    _ = try until.map { text throws(ConfigurationError) in try Target(parsing: text) }
  }

  /// Throws where there are no workers, or more than 1,000,000.
  ///
  /// That is more than any cluster has; every scheme keeps something for each.
  public static func check(workers: Int) throws(ConfigurationError) {
    guard (1...1_000_000).contains(workers) else {
      throw ConfigurationError("--workers \(workers): must be 1 to 1000000")
    }
  }

  static let precisions = ["float32", "float64"]
}
