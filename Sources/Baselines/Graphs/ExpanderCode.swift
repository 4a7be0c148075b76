public import Coding
import Randomness
public import Settings

/// Expander code: the blocks of worker j are its neighbors in a random δ-regular graph on n vertices.
///
/// B = Adj(G) / δ, and every one of r = n − s results has the weight a = n / r. With λ the largest
/// absolute eigenvalue of Adj(G) but the first,
///
///   ‖aB − 1‖ ≤ (λ/δ) √(n s / (n − s))
///
/// for every set of stragglers, while no code of load δ gets below √⌊s/δ⌋. Of a few random graphs the
/// one with the smallest λ is kept; λ ≈ 2√(δ − 1) is as good as it gets.
///
/// Example, n = 4, δ = 3, the complete graph: λ/δ = 1/3; without worker 0, a = 4/3 and
/// aB = (4/3, 8/9, 8/9, 8/9), at a distance of 2/(3√3) = (1/3) √(4/3) from 1: the bound, met.
public struct ExpanderCode: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "expander", "expander code: neighbors in a random regular graph, equal weights",
      [
        .init("degree", standard: "3 or 4", "δ, blocks a worker; n·δ is even; 4 where n is odd"),
        .init("draws", standard: "8", "random graphs tried; the best expander is kept"),
      ]),
    promise: .approximate, constraint: "n·degree is even, degree < n", load: "degree",
    waitsFor: "n - s", memory: "n",
    use: "an approximate step will do, and an adversary may choose who is late",
    warning: "a published program takes the weights from the wrong column of B, so that "
      + "most are zero",
    citation: "Raviv, Tamo, Tandon, Dimakis, \"Gradient Coding from Cyclic MDS Codes and Expander "
      + "Graphs\", ICML 2018, section 4")

  /// n.
  public let workers: Int
  /// Workers j and blocks i are adjacent where j holds i.
  public let graph: RegularGraph
  /// λ/δ.
  public let spectralRatio: Double
  private let awaited: Int
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    awaited = n - (try request.stragglers())
    let fallback = max(0, min(n % 2 == 0 ? 3 : 4, n - 1))
    let degree = try request.integer("degree", default: fallback, in: 0...Int.max)
    let draws = try request.integer("draws", default: 8, in: 1...1000)
    var best: (graph: RegularGraph, ratio: Double)?
    for draw in 0..<draws where degree > 0 {
      var stream = Stream(seed: request.seed, for: .code, draw)
      guard let graph = RegularGraph(random: n, degree: degree, using: &stream) else { break }
      let ratio = graph.spectralRatio(using: &stream)
      if ratio < best?.ratio ?? .infinity { best = (graph, ratio) }
    }
    guard let best else {
      let legal = (1..<n).filter { RegularGraph.exists(vertices: n, degree: $0) }
      let near = legal.sorted { (abs($0 - degree), $0) < (abs($1 - degree), $1) }.prefix(4).sorted()
      throw ConfigurationError(
        "--set degree=\(degree): expander needs 1 ≤ degree < n and n·degree even; "
          + (near.isEmpty
            ? "it takes at least 2 workers"
            : "with \(n) workers degree may be \(near.map(String.init).joined(separator: ", "))"))
    }
    workers = n
    graph = best.graph
    spectralRatio = best.ratio
    rows = best.graph.neighbors.map { list in list.map { Term($0, 1 / Double(degree)) } }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for n − s results and gives each the weight n / r.
  public func makeGather(shares: [Double]) -> any Gather {
    EqualWeights(awaited, value: Double(workers) / Double(awaited))
  }

  /// (λ/δ) √(n s / (n − s)), which no set of stragglers exceeds.
  public var residualBound: Double {
    spectralRatio * (Double(workers * (workers - awaited)) / Double(awaited)).squareRoot()
  }

  /// What a step waits for.
  public var waitsFor: String {
    let thousandths = Int((1000 * spectralRatio).rounded())
    return "\(awaited) of \(workers) workers (λ/δ = \(Double(thousandths) / 1000))"
  }
}
