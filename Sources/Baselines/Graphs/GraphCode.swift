public import Coding
import Randomness
public import Settings

/// Graph code with optimal decoding: workers are the edges of a graph, blocks its vertices.
///
/// Worker e = uv sends g_u + g_v, so load 2, and each block of a δ-regular graph is on δ workers;
/// n workers serve 2n/δ blocks. The weights that minimize ‖aB − 1‖ are found without a solver, in each
/// connected component of the edges that answered (`GraphDecoder`). With random stragglers of chance p
/// a block is lost with chance p^δ, and the mean of ‖aB − 1‖² / blocks is close to that.
///
/// Graphs: `random-regular` (from the seed), `circulant` (a ring, and more neighbors for δ > 2), and
/// `complete` (δ = blocks − 1, whatever `degree` says).
///
/// Example, complete on 4 vertices, 6 workers 01, 02, 03, 12, 13, 23: from {01, 02} the estimate is
/// 4/3 g₀ + 2/3 g₁ + 2/3 g₂, from {01, 02, 12} it is g₀ + g₁ + g₂.
public struct GraphCode: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "graph", "graph code: two blocks a worker, fewer blocks than workers, optimal decoding",
      [
        .init("graph", standard: "random-regular", "random-regular, circulant or complete"),
        .init("degree", standard: "3", "δ, workers that hold a block"),
      ]),
    promise: .approximate,
    constraint: "degree divides 2n, degree < 2n / degree; complete: n = v (v - 1) / 2", load: "2",
    waitsFor: "n - s", memory: "n",
    use: "an approximate step will do, and each worker can have two blocks",
    warning:
      "two blocks a worker and fewer blocks than workers: its load is more than it "
      + "seems beside codes of n blocks; no program of its authors is known",
    citation:
      "Glasgow, Wootters, \"Approximate Gradient Coding with Optimal Decoding\", IEEE JSAIT "
      + "2021")

  /// n.
  public let workers: Int
  /// 2n/δ.
  public let blocks: Int
  /// Edges are workers, in this order; vertices are blocks.
  public let graph: RegularGraph
  private let awaited: Int
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    awaited = n - (try request.stragglers())
    let kind = try request.choice(
      "graph", default: "random-regular", among: ["random-regular", "circulant", "complete"])
    var degree = try request.integer("degree", default: 3, in: 1...Int.max)
    if kind == "complete" {
      // The v with v (v − 1) / 2 = n, if there is one.
      degree = Int((2 * Double(n) + 0.25).squareRoot() - 0.5)
    }
    let vertices = 2 * n % degree == 0 ? 2 * n / degree : 0
    var stream = Stream(seed: request.seed, for: .code)
    let found =
      kind == "random-regular"
      ? RegularGraph(random: vertices, degree: degree, using: &stream)
      : RegularGraph(circulant: vertices, degree: degree)
    guard let graph = found, kind != "complete" || degree == vertices - 1 else {
      throw Self.noSuchGraph(kind, workers: n, degree: degree)
    }
    workers = n
    blocks = vertices
    self.graph = graph
    rows = graph.edges.map { [Term($0.a), Term($0.b)] }
  }

  private static func noSuchGraph(_ kind: String, workers n: Int, degree: Int) -> ConfigurationError
  {
    if kind == "complete" {
      let legal = [degree, degree + 1, degree + 2].map { "\($0 * ($0 + 1) / 2)" }
      return ConfigurationError(
        "--workers \(n): graph=complete takes v (v - 1) / 2 workers, one for each pair of blocks; "
          + "n may be \(legal.joined(separator: ", "))")
    }
    let legal = (1..<max(2, n)).filter {
      2 * n % $0 == 0 && RegularGraph.exists(vertices: 2 * n / $0, degree: $0)
    }
    return ConfigurationError(
      "--set degree=\(degree): graph=\(kind) has 2n / degree blocks, a whole number above degree; "
        + "with \(n) workers degree may be \(legal.map(String.init).joined(separator: ", "))")
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for n − s results and decodes them in O(n).
  public func makeGather(shares: [Double]) -> any Gather {
    Collecting(responders: FirstResponders(awaited), decoder: GraphDecoder(graph))
  }

  /// The best weights of the messages of any workers, in their order.
  ///
  /// - Complexity: O(n).
  public func weights(received: [Int]) -> [Double] {
    GraphDecoder(graph).weights(received: received)
  }

  /// What a step waits for.
  public var waitsFor: String { "\(awaited) of \(workers) workers" }

  struct Collecting: CountingGather {
    var responders: FirstResponders
    let decoder: GraphDecoder

    mutating func close(into weights: inout [Weight]) {
      let received = responders.sorted
      for (worker, weight) in zip(received, decoder.weights(received: received)) where weight != 0 {
        weights.append(Weight(place: worker, version: responders.step, weight))
      }
    }
  }
}
