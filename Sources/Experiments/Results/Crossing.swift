public import Runs

/// When a run reached a target.
public struct Crossing: Equatable, Sendable {
  /// Seconds of the run's clock.
  public var time: Double
  /// Model updates done.
  public var steps: Double
  /// Block gradients of tasks that had come in whole.
  public var evaluated: Double
  /// Block gradients of tasks that had been dropped.
  public var cancelled: Double

  /// The first crossing; nil where the run never got there.
  ///
  /// A loss or metric of `evaluations.csv` is reached at the first evaluated model that is as good,
  /// without interpolation. The target `loss`, decoded from messages, is reached when the first step
  /// whose loss is as low has closed, as `--until loss=…` has it.
  public init?(of target: Target, in run: RunResult) {
    if target.isLoss {
      guard let i = run.steps.firstIndex(where: { target.isReached(by: $0.loss) }) else {
        return nil
      }
      let step = run.steps[i]
      time = step.time
      steps = Double(i + 1)
      evaluated = step.evaluated
      cancelled = step.cancelled
    } else {
      guard let values = run.curve[target.metric],
        let i = values.firstIndex(where: { target.isReached(by: $0) })
      else { return nil }
      time = run.curve.times[i]
      steps = run.curve.steps[i]
      evaluated = run.curve.evaluated[i]
      cancelled = run.curve.cancelled[i]
    }
  }

  /// What it cost.
  public func cost(_ axis: Curve.Axis) -> Double {
    switch axis {
    case .time: time
    case .steps: steps
    case .evaluations: evaluated
    }
  }
}

/// Costs of reaching a target over seeds, with those that never did, failed ones included: censored,
/// and never dropped without being counted.
public struct CostsToTarget: Sendable {
  /// Of the runs that reached it.
  public let reached: [Double]
  /// All runs.
  public let count: Int
  /// Over all runs, a censored one later than all others: infinite where half or more are.
  public let median: Double

  /// Costs by run, nil where the target was not reached.
  public init(_ costs: [Double?]) {
    reached = costs.compactMap { $0 }
    count = costs.count
    median = Statistics.median(costs.map { $0 ?? .infinity })
  }

  /// The share of runs that reached it.
  public var share: Double { count == 0 ? .nan : Double(reached.count) / Double(count) }
}
