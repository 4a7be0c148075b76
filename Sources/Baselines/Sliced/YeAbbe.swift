public import Coding
import Randomness
public import Settings

/// Communication-efficient gradient code: worker j evaluates s + m blocks and sends the m-th part of a
/// gradient; any n − s messages decode.
///
/// Gradients are cut into m slices. Worker i holds blocks i … i + s + m − 1 and sends
/// Σ_j Σ_u b_{j,u}(i) · slice u of g_j. Fewer blocks do not do: s + m is the least load with which s
/// stragglers and messages of the m-th part of a gradient can be had.
///
/// Matrices: `random` has coefficients and decoding weights from a matrix of normal numbers (`DualCode`),
/// at O((s + m)³) a block and O(s³ + n s m) a step, the best conditioned of several draws.
/// `vandermonde` has the values of polynomials at real points, as the paper; rounding grows with n so
/// fast that it exists for n ≤ 12.
///
/// Example, `vandermonde`, n = 4, s = 1, m = 2, points −1.5, −0.5, 0.5, 1.5: worker 0 sends
/// −g_0¹ + 2 g_0² − 2 g_1¹ + 2 g_1² − 3 g_2¹, where g_j¹ and g_j² are the halves of g_j.
public struct YeAbbe: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "ye-abbe",
      "communication-efficient code: exact from any n - s workers, which send an m-th of a gradient",
      [
        .init("slices", standard: "2, or 1 where n - s = 1", "m, from 1 to n - s"),
        .init("matrix", standard: "random", "random, or vandermonde for n up to \(mostPoints)"),
        .init("draws", standard: "8", "random matrices tried; the best conditioned is kept"),
      ]),
    promise: .exact, constraint: "s + m ≤ n", load: "s + m", waitsFor: "n - s", memory: "n / m",
    use: "messages are what takes long, and workers have time to evaluate s + m blocks",
    warning: "m slices cost m - 1 blocks more than crc; where messages are quick, that is a loss",
    citation: "Ye, Abbe, \"Communication-Computation Efficient Gradient Coding\", ICML 2018")

  private static let mostPoints = 12

  /// n.
  public let workers: Int
  /// m.
  public let slices: Int
  private let code: DualCode
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let s = try request.stragglers()
    let m = try request.integer("slices", default: min(2, n - s), in: 1...n - s)
    let draws = try request.integer("draws", default: 8, in: 1...1000)
    let matrix = try request.choice(
      "matrix", default: "random", among: ["random", "vandermonde"])
    if matrix == "vandermonde", n > Self.mostPoints {
      throw ConfigurationError(
        "--set matrix=vandermonde: with \(n) workers rounding spoils the gradient; use random, or "
          + "\(Self.mostPoints) workers at most")
    }
    let code =
      matrix == "vandermonde"
      ? DualCode(polynomialsFor: n, stragglers: s, slices: m)
      : Self.best(of: draws, workers: n, stragglers: s, slices: m, seed: request.seed)
    var held: [[[Term]]] = Array(repeating: [], count: n)
    for block in 0..<n {
      guard let b = code.coefficients(of: block) else {
        throw ConfigurationError(
          "--seed \(request.seed): no usable \(request.name) code was drawn; try another")
      }
      for (offset, worker) in code.holders(of: block).enumerated() {
        held[worker].append((0..<m).map { Term(block, b[offset * m + $0], slice: $0) })
      }
    }
    rows = held.enumerated().map { worker, blocks in
      // In the order of evaluation: its own block first, then around the circle.
      blocks.sorted { ($0[0].block - worker + n) % n < ($1[0].block - worker + n) % n }
        .flatMap { $0 }
    }
    workers = n
    slices = m
    self.code = code
  }

  private static func best(
    of draws: Int, workers: Int, stragglers: Int, slices: Int, seed: UInt64
  ) -> DualCode {
    func draw(_ number: Int) -> DualCode {
      var stream = Stream(seed: seed, for: .code, number)
      return DualCode(
        randomFor: workers, stragglers: stragglers, slices: slices, using: &stream)
    }
    var best = draw(0)
    guard draws > 1 else { return best }
    var least = best.growth
    for number in 1..<draws {
      let code = draw(number)
      let growth = code.growth
      if growth < least { (best, least) = (code, growth) }
    }
    return best
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Terms of a task: one of each slice of its blocks.
  public var mostTerms: Int { rows[0].count }

  /// Waits for n − s results and decodes them.
  public func makeGather(shares: [Double]) -> any Gather {
    Decoding(responders: FirstResponders(workers - code.stragglers), code: code)
  }

  /// What a step waits for.
  public var waitsFor: String { "\(workers - code.stragglers) of \(workers) workers" }

  struct Decoding: CountingGather {
    var responders: FirstResponders
    let code: DualCode

    mutating func close(into weights: inout [Weight]) throws(DecodingError) {
      let n = code.workers
      let received = responders.sorted
      guard let w = code.weights(late: StragglerPatterns.others(than: received, of: n)) else {
        throw DecodingError("ye-abbe: workers \(received) cannot be decoded; try another --seed")
      }
      for slice in 0..<code.slices {
        for worker in received {
          weights.append(
            Weight(
              place: worker, version: responders.step, w[slice * n + worker], slice: slice))
        }
      }
    }
  }
}
