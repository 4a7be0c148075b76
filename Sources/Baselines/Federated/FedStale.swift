public import Coding
public import Settings

/// FedStale: fresh results, weighed by their chance to come, and a part β of the stale ones.
///
///   ĝ = β Σ_i h_i + Σ_{i∈S} (g_i − β h_i) / p_i,
///
/// where S are the first n − s workers, p_i their chance to be among them, s / n less than 1 unless
/// given, and h_i the last result of worker i. Unbiased for any β where the p_i are right; β = 0 is
/// importance-weighted IS-SGD, β = 1 FedVARP. The first step waits for all.
///
/// Example, n = 4, s = 1, β = ½, a step without worker 1: weights 4/3 for the three, −1/6 for their old
/// results, ½ for worker 1's.
public struct FedStale: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "fedstale", "fresh results by their chances, and a part of the stale ones of all workers",
      [
        .init("beta", standard: "0.5", "β, the part of stale results, 0 to 1"),
        .init("chances", standard: "1 - s / n", "p, of each worker, joined by +"),
      ]),
    promise: .nearlyStale, constraint: "0 ≤ s < n", load: "1", waitsFor: "n - s", memory: "2 n",
    use: "workers of unequal chance to be in time, whose chances are known",
    warning: "biased where the chances are not those that workers have",
    citation: "Rodio, Neglia, \"FedStale: leveraging stale client updates in federated learning\", "
      + "ECAI 2024, arXiv:2405.04171")

  /// n.
  public let workers: Int
  private let needed: Int
  private let beta: Double
  private let chances: [Double]
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    try self.init(request, beta: try request.number("beta", default: 0.5, in: 0...1))
  }

  init(_ request: SchemeRequest, beta: Double) throws(ConfigurationError) {
    let n = request.workers
    workers = n
    self.beta = beta
    needed = n - (try request.stragglers())
    chances =
      try request.numbersOfWorkers("chances", in: 1e-6...1)
      ?? Array(repeating: Double(needed) / Double(n), count: n)
    rows = (0..<n).map { [Term($0)] }
  }

  /// The last result of every worker, and the one that comes.
  public var places: Int { 2 * workers }
  /// A block is now in this one, now in that.
  public var blockPlaces: Int { 0 }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for n − s fresh results.
  public func makeGather(shares: [Double]) -> any Gather {
    StaleCorrection(needed: needed, beta: beta, chances: chances)
  }

  /// What a step waits for.
  public var waitsFor: String { "\(needed) of \(workers) workers, and all of them once" }
}
