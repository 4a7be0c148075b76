public import Runs
public import Settings

extension RunConfiguration {
  /// The same with the number of workers, nearest to its own, for which its scheme exists: a test over
  /// all schemes need not know their constraints.
  public func withPossibleWorkers() throws(ConfigurationError) -> RunConfiguration {
    var near = self
    for distance in 0..<8 {
      for n in [workers - distance, workers + distance] where n > 0 {
        near.workers = n
        if (try? Arrangement(near)) != nil { return near }
      }
    }
    // Says why.
    _ = try Arrangement(self)
    return self
  }
}
