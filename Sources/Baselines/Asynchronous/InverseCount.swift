public import Coding
public import Settings

/// Inverse-count ASGD: asynchronous SGD in which a result counts less, the more its worker has sent.
///
/// x ← x − η N / (n N_i) ∇f_i, where N_i of the N results so far are of worker i. It is Rescaled ASGD
/// without a clock: in the long run every block counts alike, whoever is fast.
///
/// Example, n = 3, seconds 1, 1.7 and 2.9: the first four factors on ∇f_i are 1/3, 2/3, 1/2 and 4/3.
public struct InverseCount: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "inverse-count", "asynchronous SGD with steps in inverse proportion to the worker's results",
      [
        .init("cap", standard: "10", "largest factor, in that of workers of one speed; from 1")
      ]),
    promise: .nearlyStale, constraint: "any n", load: "1", waitsFor: "1 of any age", memory: "n",
    usesStragglers: false,
    use: "as rescaled-asgd, where nothing is known of times",
    warning: "its first steps are rough, until counts are right",
    citation: "own; kin: Mahran, Maranjyan, Richtárik, \"Rescaled ASGD\", arXiv:2605.13434, 2026")

  /// n.
  public let workers: Int
  private let cap: Double
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    rows = (0..<workers).map { [Term($0)] }
    cap = try request.number("cap", default: 10, in: 1...1e300) * Double(request.workers)
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Closes a step with each result.
  public func makeGather(shares: [Double]) -> any Gather {
    EachResult(Counts(counts: Array(repeating: 0, count: workers), cap: cap))
  }

  /// What a step waits for.
  public var waitsFor: String { "one result of any age" }

  struct Counts: ResultFactor {
    var counts: [Int]
    let cap: Double
    private var total = 0

    init(counts: [Int], cap: Double) {
      self.counts = counts
      self.cap = cap
    }

    mutating func factor(worker: Int, delay: Int, at time: Double) -> Double {
      counts[worker] += 1
      total += 1
      return min(Double(total) / Double(counts[worker]), cap)
    }
  }
}
