public import Settings

extension SchemeRequest {
  /// Numbers of `--set`, one a worker, joined by `+`; one number stands for all workers.
  /// - Returns: nil where the setting is not given.
  public func numbersOfWorkers(_ key: String, in range: ClosedRange<Double>)
    throws(ConfigurationError) -> [Double]?
  {
    guard let text = settings[key] else { return nil }
    var values: [Double] = []
    for part in text.split(separator: "+") {
      values.append(try finiteNumber(String(part), "--set \(key)", in: range))
    }
    if values.count == 1 { return Array(repeating: values[0], count: workers) }
    guard values.count == workers else {
      throw ConfigurationError(
        "--set \(key)=\(text): has \(values.count) numbers for \(workers) workers; give one for "
          + "all, or one for each, joined by +")
    }
    return values
  }

  /// The setting `times`: seconds that each worker takes; nil where they are to be observed.
  public func workerTimes() throws(ConfigurationError) -> [Double]? {
    if settings["times"]?.lowercased() == "observed" { return nil }
    return try numbersOfWorkers("times", in: 1e-9...1e12)
  }
}
