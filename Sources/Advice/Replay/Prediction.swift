public import Coding

/// What a candidate would have done on a table's times.
public struct Prediction: Sendable {
  /// The scheme with its numbers.
  public let candidate: Candidate
  /// What its estimates are.
  public let promise: Promise
  /// What it comes to on the times as they were recorded.
  public let outcome: Outcome
  /// Seconds of a step as an interval of 95 %; nil where it was not among the best.
  public var seconds: ClosedRange<Double>?
  /// Seconds of an uncoded pass over those of this one.
  public let speedUp: Double
  /// The same as an interval of 95 %.
  public var interval: ClosedRange<Double>?
  /// Seconds of an uncoded step over those of as many updates as equal workers would make meanwhile.
  public let stepSpeedUp: Double
  /// The speed-up where other shares of the time scale with the load; empty where it was not asked.
  public var curve: [Sensitivity.Point] = []

  /// - Parameter uncoded: What it is compared with; nil for itself.
  init(_ replay: Replay, _ outcome: Outcome, over uncoded: Prediction?) {
    candidate = replay.candidate
    promise = replay.promise
    self.outcome = outcome
    let base = uncoded?.outcome ?? outcome
    speedUp = base.secondsPerPass / outcome.secondsPerPass
    stepSpeedUp = base.secondsPerRound / outcome.secondsPerRound
  }

  /// Which of three it is.
  public var group: SchemeGroup { SchemeGroup(promise) }

  /// The speed-up that is claimed: the lower end of the interval, where there is one.
  public var sure: Double { interval?.lowerBound ?? speedUp }

  /// The largest share of rounds that leave a block out.
  public var mostAbsent: Double { outcome.absent.max() ?? 0 }

  /// Whether some data would count for less than half of what they should: nothing to be advised.
  public var isBiased: Bool {
    switch promise {
    case .exact, .stale: false
    case .fastest, .nothing: true
    case .unbiased, .approximate, .nearlyStale: mostAbsent > 0.5
    }
  }
}
