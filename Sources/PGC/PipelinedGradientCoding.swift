public import Coding
public import Settings
import Staleness

/// Pipelined gradient coding (PGC) with a staleness buffer at the parameter server.
///
/// Worker i evaluates block i, uncoded, and no other: load 1, no replication. The parameter server
/// holds the last gradient of every block and updates as soon as k = n − s fresh ones came:
///
///   ĝ_t = Σ_i w(τ_i) g_i(x_{t − τ_i}),   τ_i = t − the version that g_i was computed from.
///
/// Late results are not lost: they refresh the buffer when they come, and their worker goes on with
/// the newest model (late work `finish`). So staleness stays bounded and full-batch gradient descent
/// converges to the exact optimum whoever is slow. With `cancel` and a worker that is always late,
/// its block is frozen at an old model and the limit is biased.
///
/// Where a block misses a step independently with probability p = s / n, E[ĝ_t | past] =
/// (1 − p) ∇F(x_t) + p ĝ_{t−1}: the buffer adds implicit momentum p. Retune explicit momentum.
public struct PipelinedGradientCoding: Scheme {
  public static let description = SchemeDescription(
    Entry(
      "pgc", "pipelined gradient coding: one block a worker, stale gradients fill what is missing",
      [
        .init(
          "start", standard: "all", "all: the first step waits for all; seen: blocks seen so far"),
        .init("rescale", standard: "no", "divide by the weighted share of samples in the estimate"),
      ]),
    promise: .stale, constraint: "0 ≤ s < n", load: "1",
    waitsFor: "n - s fresh, n - s of any age, or a deadline",
    memory: "n", options: [.stop, .staleness, .maxStaleness],
    use:
      "the same workers are late again and again, or blocks are unlike, and nothing may be computed twice",
    warning:
      "step sizes must be small beside the staleness: too large ones oscillate where "
      + "uncoded does not; the published program is pgc-fr's and pgc-cr's, which is "
      + "another method",
    citation: "PGC with a parameter-server buffer; kin: IAG (Blatt, Hero, Gauchman 2007), "
      + "PIAG (Aytekin, Feyzmahdavian, Johansson 2016), MIFA (Gu et al., NeurIPS 2021)")

  public let workers: Int
  private let rows: [[Term]]
  private let stop: PGCStop
  private let weight: StalenessWeight
  private let maxStaleness: Int?
  private let startsWithAll: Bool
  private let rescaled: Bool

  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    rows = (0..<workers).map { [Term($0)] }
    stop = try PGCStop(request.stop, awaited: workers - (try request.stragglers()))
    weight = try StalenessWeight(request.staleness)
    maxStaleness = request.maxStaleness
    let start = try request.choice("start", default: "all", among: ["all", "seen"])
    startsWithAll = start == "all"
    rescaled = try request.flag("rescale", default: false)
  }

  public var lateWork: LateWork { .finish }

  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  public func makeGather(shares: [Double]) -> any Gather {
    BufferGather(
      shares: shares, stop: stop, weight: weight, maxStaleness: maxStaleness,
      startsWithAll: startsWithAll, rescaled: rescaled)
  }

  public var waitsFor: String {
    let rule =
      switch stop {
      case .fresh(let k): "\(k) fresh of \(workers) workers"
      case .arrivals(let k): "\(k) messages of any age from \(workers) workers"
      case .deadline(let seconds): "whatever comes within \(seconds) s"
      }
    return maxStaleness.map { "\(rule), none more than \($0) steps stale" } ?? rule
  }
}
