public import Coding
public import Settings

/// OSGC: unbiased approximate gradient coding for workers of unequal chance to be late.
///
/// With p_i the chance that worker i is late, δ_i = p_i / (1 − p_i) and α_ij what it carries of block j,
/// it sends Σ_j α_ij g_j / (1 − p_i), and whatever arrives is added up: unbiased where Σ_i α_ij = 1 for
/// every block. The variance is Σ_i δ_i ‖Σ_j α_ij g_j‖², least for gradients of one size where worker i
/// carries Y_i = Σ_j α_ij blocks in proportion to 1 / δ_i. The blocks are filled in along the workers, so
/// that neighbors share one (`chain`), or all workers carry a part of all (`shared`).
///
/// Example, n = 2, p = (0.2, 0.5): Y = (1.6, 0.4), messages 1.25 g_0 + 0.75 g_1 and 0.8 g_1; the variance
/// is 0.8 for equal gradients, 1.25 uncoded.
public struct UnequalStragglers: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "osgc", "unbiased code for workers of unequal chance to be late",
      [
        .init("chances", standard: "s / n", "p, of each worker to be late, joined by +; below 1"),
        .init("layout", standard: "chain", "chain: neighbors share a block; shared: all carry all"),
      ]),
    promise: .unbiased, constraint: "0 ≤ s < n", load: "1 / δ_i in parts of n, and at most 1 more",
    waitsFor: "n - s, or a deadline", memory: "n", options: [.stop],
    use: "some workers are often late, and how often is known",
    warning:
      "biased where chances are not those that workers have; what its authors' "
      + "program does otherwise is not known",
    citation: "Song, Choi, \"Optimal unbiased approximate gradient coding\", NeurIPS 2025, "
      + "arXiv:2510.22539")

  /// n.
  public let workers: Int
  private let awaited: Int
  private let seconds: Double
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    workers = n
    awaited = n - (try request.stragglers())
    seconds = try StochasticGradientCoding.seconds(request.stop)
    let usual = Double(n - awaited) / Double(n)
    let chances =
      try request.numbersOfWorkers("chances", in: 0...0.999999)
      ?? Array(repeating: usual, count: n)
    let isChain =
      try request.choice("layout", default: "chain", among: ["chain", "shared"]) == "chain"
    let carried = Self.blocksCarried(chances)
    let parts =
      isChain
      ? Self.chain(carried)
      : carried.map { y in (0..<n).map { ($0, y / Double(n)) } }
    rows = zip(parts, chances).map { parts, p in parts.map { Term($0.0, $0.1 / (1 - p)) } }
  }

  /// Y, in proportion to 1 / δ, n in all.
  static func blocksCarried(_ chances: [Double]) -> [Double] {
    // Who is never late would carry all; so small a chance is as good.
    let inverse = chances.map { (1 - max($0, 1e-6)) / max($0, 1e-6) }
    guard Set(inverse).count > 1 else { return chances.map { _ in 1 } }
    let all = inverse.reduce(0, +)
    return inverse.map { Double(chances.count) * $0 / all }
  }

  /// Blocks with their parts, filled in along the workers.
  static func chain(_ carried: [Double]) -> [[(Int, Double)]] {
    let n = carried.count
    var block = 0
    var free = 1.0
    return carried.indices.map { worker in
      var parts: [(Int, Double)] = []
      // The last one takes what rounding has left.
      var rest = worker == n - 1 ? .infinity : carried[worker]
      while block < n, rest > 1e-12 {
        let part = min(free, rest)
        parts.append((block, part))
        rest -= part
        free -= part
        if free <= 1e-12 {
          block += 1
          free = 1
        }
      }
      return parts
    }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Adds up what comes.
  public func makeGather(shares: [Double]) -> any Gather {
    StochasticGradientCoding.Sum(responders: FirstResponders(awaited), seconds: seconds)
  }

  /// What a step waits for.
  public var waitsFor: String {
    "\(awaited) of \(workers) workers"
      + (seconds.isFinite ? ", or what comes within \(seconds) s" : "")
  }
}
