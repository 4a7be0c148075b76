public import Coding
public import Settings

/// Malenia SGD: all workers evaluate the same model again and again until every block has enough results.
///
/// In a step every worker that has answered evaluates the same model once more, with other samples where
/// blocks are minibatches. The step closes when the harmonic mean of the counts B_i is S / n (strictly:
/// more), drops what is running, and moves the model along
///
///   ĝ = Σ_i (1 / B_i) Σ_b g_{i,b},
///
/// which is unbiased whoever is fast. With whole blocks the repeats are identical, and it is synchronous
/// gradient descent: that is the honest statement about exact gradients. S = 0 waits for every block once.
///
/// Example, n = 3, S = 3, seconds 1, 1.7 and 2.9: every step takes 2.9 s, with B = (2, 1, 1).
public struct Malenia: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "malenia", "as many results of every block as the slowest allows, on one model",
      [
        .init("batch", standard: "0", "S, n times the harmonic mean of results a block"),
        .init("strict", standard: "no", "yes: more than S, as in the paper; no: S, as in programs"),
      ]),
    promise: .exact, constraint: "any n", load: "1, again and again",
    waitsFor: "every block, S / n times in harmonic mean", memory: "n", usesStragglers: false,
    use: "minibatches of unlike blocks: the time-optimal unbiased yardstick",
    warning: "in ACE's program \"Malenia\" is Rennala, the plain mean of S results",
    citation: "Tyurin, Richtárik, \"Optimal Time Complexities of Parallel Stochastic Optimization "
      + "Methods Under a Fixed Computation Model\", NeurIPS 2023, arXiv:2305.12387")

  /// n.
  public let workers: Int
  private let batch: Int
  private let isStrict: Bool
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    batch = try request.integer("batch", default: 0, in: 0...1_000_000_000)
    isStrict = try request.flag("strict", default: false)
    rows = (0..<workers).map { [Term($0)] }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Adds up what each worker sends, until there is enough of each.
  public func makeGather(shares: [Double]) -> any Gather {
    BlockMeans(enough: HarmonicMean(batch: batch, isStrict: isStrict), workers: workers)
  }

  /// What a step waits for.
  public var waitsFor: String { "results of all \(workers) workers on one model" }

  struct HarmonicMean: EnoughResults {
    let batch: Int
    let isStrict: Bool

    func wants(_ count: Int, of worker: Int) -> Bool { true }

    func isEnough(_ counts: [Int]) -> Bool {
      guard counts.allSatisfy({ $0 > 0 }) else { return false }
      // n / Σ (1 / B_i) against S / n.
      let n = Double(counts.count)
      let inverse = counts.reduce(0) { $0 + 1 / Double($1) }
      let reached = n * n / inverse
      // Sums of inverses are rounded; S is whole.
      let slack = 1e-9 * n * n
      return isStrict ? reached > Double(batch) + slack : reached >= Double(batch) - slack
    }
  }
}
