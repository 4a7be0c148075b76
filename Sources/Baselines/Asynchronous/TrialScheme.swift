public import Coding
public import Settings

/// How the results of timed trials are weighed.
public protocol TrialRule {
  /// Name, constraints, cost and source of the scheme.
  static var description: SchemeDescription { get }
  /// The weight of each result of a worker.
  /// - Parameters:
  ///   - shares: The fraction of samples in each block.
  ///   - expected: p_i B_i, results that are expected of each worker.
  static func values(shares: [Double], expected: [Double]) -> [Double]
}

/// Trials that end after their time: worker i makes B_i a step, each of t_i seconds at most.
///
/// Only useful where another trial has another time: it helps where times have heavy tails, does nothing
/// for exponential ones, and waits for ever for a worker that is always slower than its limit.
///
/// Example, one trial each of 2 workers, t = 3: a step takes 3 s at most, and moves along those in time.
public struct TrialScheme<Rule: TrialRule>: Scheme {
  /// The rule's.
  public static var description: SchemeDescription { Rule.description }

  /// n.
  public let workers: Int
  private let asked: TrialRequest
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    asked = try TrialRequest(request)
    rows = (0..<workers).map { [Term($0)] }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Makes the trials.
  public func makeGather(shares: [Double]) -> any Gather {
    let expected = zip(asked.chances, asked.trials).map { $0 * Double($1) }
    return TimedTrials(
      trials: asked.trials, seconds: asked.seconds,
      values: Rule.values(shares: shares, expected: expected))
  }

  /// What a step waits for.
  public var waitsFor: String { "all trials of \(workers) workers" }
}
