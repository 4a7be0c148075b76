public import Coding
public import Settings

/// Asynchronous SGD: every result moves the model at once, x ← x − η ∇f_i.
///
/// The worker goes on with the newest model, and nobody waits for anybody. Fast workers count more: with
/// small steps the limit is the minimum of Σ_i f_i / τ_i for workers that take τ_i seconds, not of Σ f_i.
///
/// Example, n = 3, seconds 1, 1.7 and 2.9: steps close at 1, 1.7, 2, 2.9, 3, 3.4, 4, 5, …, on models
/// that are 0, 1, 1, 3, 1, 3, 1, 0 steps old.
public struct PlainAsynchronous: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry("asgd", "asynchronous SGD: a step with each result, whosever it is"),
    promise: .fastest, constraint: "any n", load: "1", waitsFor: "1 of any age", memory: "n",
    usesStragglers: false,
    use: "blocks are alike, and workers differ in speed by a small factor",
    warning: "goes to the optimum of the time-weighted mean of unlike blocks",
    citation: "textbook; rates in Koloskova, Stich, Jaggi, \"Sharper Convergence Guarantees for "
      + "Asynchronous SGD\", NeurIPS 2022, arXiv:2206.08307")

  /// n.
  public let workers: Int
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    rows = (0..<workers).map { [Term($0)] }
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Closes a step with each result.
  public func makeGather(shares: [Double]) -> any Gather { EachResult(Whole(shares: shares)) }

  /// What a step waits for.
  public var waitsFor: String { "one result of any age" }

  /// A block's share of the mean, made the gradient of the block.
  struct Whole: ResultFactor {
    let shares: [Double]
    func factor(worker: Int, delay: Int, at time: Double) -> Double { 1 / shares[worker] }
  }
}
