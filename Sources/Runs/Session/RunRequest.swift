public import Console

/// A training that is asked for, and where its files go.
public struct RunRequest: Sendable {
  /// What is trained, how.
  public var configuration: RunConfiguration
  /// The folder; nil for a new one in `runs`.
  public var out: String?
  /// Whether an earlier run's files in `out` may be replaced.
  public var overwrite: Bool
  /// Whether picture.png is drawn.
  public var draws: Bool

  /// A training.
  public init(
    _ configuration: RunConfiguration, out: String? = nil, overwrite: Bool = false,
    draws: Bool = true
  ) {
    self.configuration = configuration
    self.out = out
    self.overwrite = overwrite
    self.draws = draws
  }

  /// Makes the run's folder.
  /// - Parameter suffix: Behind the name of a folder that is not given.
  public func makeFolder(suffix: String = "") throws(RunError) -> RunFolder {
    try RunFolder(path: out, name: configuration.suggestedName + suffix, overwrite: overwrite)
  }
}
