public import Training

/// What a run in virtual time came to.
public struct VirtualSummary: Sendable {
  /// Every step: its time, who was fresh, how stale the estimate was, the loss.
  public let steps: [StepRecord]
  /// Losses and metrics of the last model by their columns in `evaluations.csv`, such as `train_loss`.
  public let evaluation: [String: Double]

  /// Virtual seconds until the last step closed.
  public var seconds: Double { steps.last?.time ?? 0 }

  /// The mean age of what an estimate was made of, in steps.
  public var meanStaleness: Double {
    steps.map(\.coverage.meanStaleness).reduce(0, +) / Double(max(steps.count, 1))
  }
}
