public import Coding
public import Settings

/// FedVARP: SAGA over workers, in rounds that take the first n − s.
///
///   ĝ = Σ_i h_i + Σ_{i∈S} (g_i − h_i) / p_i:
///
/// FedStale with β = 1. At the minimum g_i = h_i, so that it is reached with a constant step size, and
/// the estimate is unbiased where the chances p_i are right.
public struct FedVARP: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "fedvarp", "variance-reduced rounds: SAGA over the workers that are in time",
      [.init("chances", standard: "1 - s / n", "p, of each worker, joined by +")]),
    promise: .stale, constraint: "0 ≤ s < n", load: "1", waitsFor: "n - s", memory: "2 n",
    use: "blocks are unlike, and who is late is chance",
    warning: "of a worker that is always late it keeps the first gradient for good, and "
      + "the limit depends on the start",
    citation:
      "Jhunjhunwala, Sharma, Nagarkatti, Joshi, \"FedVARP: Tackling the Variance Due to Partial "
      + "Client Participation in Federated Learning\", UAI 2022, arXiv:2207.14130")

  private let base: FedStale

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    base = try FedStale(request, beta: 1)
  }

  /// n.
  public var workers: Int { base.workers }
  /// The last result of every worker, and the one that comes.
  public var places: Int { base.places }
  /// A block is now in this one, now in that.
  public var blockPlaces: Int { 0 }
  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { base.terms(worker: worker, step: step) }
  /// Waits for n − s fresh results.
  public func makeGather(shares: [Double]) -> any Gather { base.makeGather(shares: shares) }
  /// What a step waits for.
  public var waitsFor: String { base.waitsFor }
}
