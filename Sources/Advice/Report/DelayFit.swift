/// A delay model with the numbers that fit a table best.
public struct DelayFit: Encodable, Sendable {
  /// The model's name.
  public let model: String
  /// What `--delay` takes.
  public let delay: String
  /// What `--compute` takes beside it; nil where the delay is all there is.
  public let compute: String?
  /// Kolmogorov and Smirnov's distance between all times and those of the model, 0 to 1.
  public let distance: Double
  /// The same of each worker's own times, the mean over workers: large where the model does not know
  /// who is slow.
  public let workerDistance: Double
}
