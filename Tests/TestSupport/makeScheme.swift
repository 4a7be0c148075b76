public import Coding
import Runs
public import Settings

/// A scheme by name, as the command makes it; specs are given as a user writes them.
public func makeScheme(
  _ name: String, workers: Int, stragglers: Int? = nil, _ settings: [(String, String)] = [],
  stop: String? = nil, staleness: String? = nil, maxStaleness: Int? = nil, seed: UInt64 = 1
) throws(ConfigurationError) -> any Scheme {
  func spec(_ text: String?, _ option: String) throws(ConfigurationError) -> Spec? {
    guard let text else { return nil }
    return try Spec(parsing: text, option: option)
  }
  return try Schemes.make(
    SchemeRequest(
      name, workers: workers, stragglers: stragglers, settings: settings,
      stop: try spec(stop, "--stop"), staleness: try spec(staleness, "--staleness"),
      maxStaleness: maxStaleness, seed: seed))
}
