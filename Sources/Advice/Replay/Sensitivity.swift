/// How an answer depends on the share of the time that scales with the load.
public enum Sensitivity {
  /// Shares that are looked at.
  public static let shares = [0, 0.25, 0.5, 0.75, 1]

  /// A speed-up at a share.
  public struct Point: Encodable, Sendable {
    /// The part of the recorded seconds that grows with the load.
    public let share: Double
    /// Over uncoded, a pass.
    public let speedUp: Double
  }
}
