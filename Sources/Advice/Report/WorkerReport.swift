/// What one worker did.
public struct WorkerReport: Encodable, Sendable {
  /// Its name in the table.
  public let name: String
  /// Its host, where the table says it.
  public let host: String?
  /// Half of its tasks took less, in seconds.
  public let median: Double
  /// One task in twenty took longer, in seconds.
  public let p95: Double
  /// Its mean, in seconds.
  public let mean: Double
  /// Share of the steps at which it answered.
  public let answered: Double
  /// Share of the steps at which it was the last one: on the critical path.
  public let criticalShare: Double
  /// Seconds, over all steps at which it was last, between the last but one and it.
  public let waitedSeconds: Double
  /// Share of its steps that took more than 1.3 times the step's median.
  public let slowShare: Double
  /// How its time, in terms of the step's median, changed from the first step to the last, as a factor.
  public let drift: Double
}
