/// A block that rounds go without.
public struct Absence: Sendable {
  /// The workers that store it, 0..<n.
  public let holders: [Int]
  /// The share of rounds without a new gradient of it.
  public let share: Double
}

/// What a replay comes to, after the first round.
public struct Outcome: Sendable {
  /// Mean seconds between updates of the model.
  public var secondsPerStep = 0.0
  /// Updates that equal workers would make in the time of one task; 1 but for asynchronous schemes.
  public var pace = 1
  /// Share of the data whose gradient is new in a step.
  public var dataShare = 0.0
  /// Steps between the model and the oldest gradient of a block, mean over blocks and steps.
  public var meanStaleness = 0.0
  /// The same, the largest.
  public var maxStaleness = 0
  /// Of each block, the share of rounds that have no new gradient of it.
  public var absent: [Double] = []
  /// The blocks that are left out most often, three at most.
  public var leftOut: [Absence] = []
  /// Parts of the data that a worker stores, the mean; 1 for uncoded.
  public var storage = 1.0
  /// Messages in a round, in terms of one a worker.
  public var traffic = 1.0
  /// Mean blocks of a task, in parts of the data of an uncoded worker.
  public var load = 1.0

  /// Seconds until as many gradients have come as the data have: what makes schemes comparable.
  public var secondsPerPass: Double { dataShare > 0 ? secondsPerStep / dataShare : .infinity }
  /// Seconds of a round of `pace` steps.
  public var secondsPerRound: Double { secondsPerStep * Double(pace) }
  /// Mean staleness in rounds.
  public var roundsStale: Double { meanStaleness / Double(pace) }
}
