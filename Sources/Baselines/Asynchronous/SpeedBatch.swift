public import Coding
public import Settings

/// Synchronous SGD with batches in proportion to speed: every worker sends as many results a step as fit.
///
/// Worker i evaluates the same model B_i times, with other samples each time, and its results count
/// 1 / B_i, so that the estimate is unbiased. B_1 + … + B_n = S, one for each worker first and then each
/// for the worker that would end earliest: max τ_i B_i is the least. Nothing is dropped; with whole
/// blocks the repeats are identical, and it is synchronous gradient descent.
///
/// Example, n = 3, times 1, 1.7 and 2.9: S = 6 gives B = (3, 2, 1) and 3.4 s, S = 10 (5, 3, 2) and 5.8 s.
public struct SpeedBatch: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "speed-batch", "synchronous SGD in which faster workers evaluate larger batches",
      [
        .init("times", standard: "1", "τ, seconds of each worker, joined by +"),
        .init("batch", standard: "n", "S, results a step of all workers; from n"),
      ]),
    promise: .exact, constraint: "any n", load: "B_i, again and again",
    waitsFor: "B_i of every worker", memory: "n", usesStragglers: false,
    use: "minibatches, and speeds that are known and steady",
    warning:
      "seconds that were told and are wrong make all wait for one worker; it has no "
      + "program of its own",
    citation: "the baseline that reviewers of Ringleader ASGD asked for; allocation of ATA, "
      + "Maranjyan et al., arXiv:2502.00775, with times that are known")

  /// n.
  public let workers: Int
  private let results: [Int]
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    workers = n
    let times =
      try request.numbersOfWorkers("times", in: 1e-9...1e12) ?? Array(repeating: 1, count: n)
    let batch = try request.integer("batch", default: n, in: n...max(n, 1_000_000))
    results = Self.allocation(of: batch, times: times)
    rows = (0..<n).map { [Term($0)] }
  }

  /// B, one for each worker first, then each for the worker that ends earliest with one more.
  static func allocation(of batch: Int, times: [Double]) -> [Int] {
    var results = Array(repeating: 1, count: times.count)
    for _ in times.count..<max(batch, times.count) {
      var best = 0
      for worker in times.indices
      where times[worker] * Double(results[worker] + 1) < times[best] * Double(results[best] + 1) {
        best = worker
      }
      results[best] += 1
    }
    return results
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Adds up what each worker sends.
  public func makeGather(shares: [Double]) -> any Gather {
    BlockMeans(enough: Fixed(results: results), workers: workers)
  }

  /// What a step waits for.
  public var waitsFor: String {
    "\(results.reduce(0, +)) results on one model from \(workers) workers"
  }

  struct Fixed: EnoughResults {
    let results: [Int]
    func wants(_ count: Int, of worker: Int) -> Bool { count < results[worker] }
    func isEnough(_ counts: [Int]) -> Bool { zip(counts, results).allSatisfy { $0 >= $1 } }
  }
}
