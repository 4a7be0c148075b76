public import Coding
import Settings

/// A scheme with its numbers: what may help.
public struct Candidate: Hashable, Sendable {
  /// The scheme's name.
  public let scheme: String
  /// s; nil for a scheme that does not ask for it.
  public let stragglers: Int?
  /// What `--set` says, each `name=value`.
  public let settings: [String]
  /// What an overtaken worker does; nil for the scheme's own rule.
  public let lateWork: LateWork?

  /// A candidate.
  public init(
    _ scheme: String, stragglers: Int? = nil, settings: [String] = [], lateWork: LateWork? = nil
  ) {
    self.scheme = scheme
    self.stragglers = stragglers
    self.settings = settings
    self.lateWork = lateWork
  }

  /// The words of a command line that ask for it.
  public var options: String {
    var words = ["--scheme \(scheme)"]
    if let stragglers { words.append("--stragglers \(stragglers)") }
    words += settings.map { "--set \($0)" }
    if let lateWork { words.append("--late-work \(lateWork.rawValue)") }
    return words.joined(separator: " ")
  }

  /// A short name for tables: `pgc s=2`.
  public var label: String {
    var words = [scheme]
    if let stragglers { words.append("s=\(stragglers)") }
    words += settings.map { $0.count > 24 ? String($0.prefix(20)) + "…" : $0 }
    if let lateWork { words.append(lateWork.rawValue) }
    return words.joined(separator: " ")
  }

  /// What is asked of the registry.
  func request(workers: Int, seed: UInt64) -> SchemeRequest {
    let pairs = settings.map { item in
      let halves = item.split(separator: "=", maxSplits: 1).map(String.init)
      return (halves[0], halves.count > 1 ? halves[1] : "")
    }
    return SchemeRequest(
      scheme, workers: workers, stragglers: stragglers, settings: pairs, seed: seed)
  }
}
