public import Coding
public import Settings

/// MindFlayer SGD: trials that end after their time, for times with heavy tails.
///
///   ĝ = Σ_i Σ_{trials that hit} ∇f_{i,b} / Σ_i p_i B_i,
///
/// where p_i is the chance that a trial of worker i ends within its t_i seconds. Blocks count by their
/// hits, so it is for blocks that are alike; `vecna` is for others.
///
/// Only useful where another trial has another time: it helps where times have heavy tails, does nothing
/// for exponential ones, and waits for ever for a worker that is always slower than its limit.
///
/// Example, one trial each of 2 workers, t = 3: a step takes 3 s at most, and moves along those in time.
public struct MindFlayer: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "mindflayer", "trials with a time limit: who takes too long begins anew",
      TrialRequest.parameters),
    promise: .approximate, constraint: "any n", load: "1, B_i times",
    waitsFor: "B_i trials of every worker",
    memory: "n", usesStragglers: false,
    use: "times with heavy tails that are drawn anew, blocks that are alike",
    warning: "with whole blocks another trial repeats the same work: only the time is drawn anew",
    citation: "Maranjyan, Omar, Richtárik, \"MindFlayer SGD\", UAI 2025, arXiv:2410.04285")

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
    let all = expected.reduce(0, +)
    let values = shares.map { 1 / ($0 * all) }
    return TimedTrials(trials: asked.trials, seconds: asked.seconds, values: values)
  }

  /// What a step waits for.
  public var waitsFor: String { "all trials of \(workers) workers" }
}
