/// What happened in one step: a row of `steps.csv`.
public struct StepRecord: Equatable, Sendable {
  /// The step, from 0.
  public var step: Int
  /// Seconds since the run began, when the step closed.
  public var time: Double
  /// Seconds the parameter server waited in this step.
  public var waited: Double
  /// Messages on the current model that came in this step.
  public var fresh: Int
  /// All messages that came in this step.
  public var arrivals: Int
  /// How much of the training set the estimate speaks for.
  public var coverage: Coverage
  /// Whose message closed the step; nil where a deadline or a loss did.
  public var closer: Int?
  /// Block gradients, since the run began, in tasks that came in whole.
  public var evaluated: Int
  /// Block gradients, since the run began, in tasks that were dropped.
  public var cancelled: Int
  /// η; NaN, like the following, in a run of times alone.
  public var stepSize = Double.nan
  /// Mean training loss at the model of the step, decoded from the messages as the gradient is.
  public var loss = Double.nan
  /// ‖ĝ‖₂, without regularizer.
  public var gradientNorm = Double.nan
  /// Of transported gradients: the median of prediction error over staleness error; else nil.
  public var predictionRatio: Double?
  /// Workers whose messages were left out since they lie, ascending.
  public var liars: [Int] = []

  /// The record of a closed step.
  public init(_ control: StepControl) {
    step = control.step
    time = control.closed
    waited = control.closed - control.opened
    fresh = control.fresh
    arrivals = control.arrivals
    coverage = control.coverage
    closer = control.closer
    evaluated = control.evaluated
    cancelled = control.cancelled
  }
}

/// How much of the training set an estimate speaks for, and how old it is.
public struct Coverage: Equatable, Sendable {
  /// Share of samples whose block is in the estimate.
  public var recovery = 1.0
  /// Steps between the model of the step and the oldest gradient of a block: mean over samples.
  public var meanStaleness = 0.0
  /// The same, the largest of all blocks.
  public var maxStaleness = 0
  /// ‖aB − 1‖₂ over the blocks, the root of the mean square over slices where there are some: 0 where
  /// every block counts exactly once.
  public var residual = 0.0

  /// Full coverage.
  public init() {}
}
