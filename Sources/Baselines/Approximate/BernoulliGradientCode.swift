public import Coding
import Randomness
public import Settings

/// Bernoulli gradient code (BGC): each worker holds each block with probability c / n, drawn once.
///
/// A worker sends the sum of its blocks. From r = n − s results F:
///
/// - one-step: ĝ = ρ Σ_{j∈F} m_j with ρ = n / (r c); the mean of ‖aB − 1‖² is n (n − c) / (r c), which
///   stays above zero even if everybody answers;
/// - optimal: the decoding vector of least squares, min ‖aB_F − 1‖².
///
/// Example, n = 12, c = 3, r = 8: one-step 4.5 on average, optimal about 1.8.
///
/// Loads differ: Binomial(n, c/n), about c + 2√c blocks for the slowest worker, none for an idle one;
/// a block is on no worker with probability (1 − c/n)ⁿ.
///
/// - Complexity: one-step O(r) a step; optimal O(n r²) for each set F that is not remembered.
public struct BernoulliGradientCode: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "bgc", "Bernoulli gradient code: random placement, approximate from n - s workers",
      parameters),
    promise: .approximate, constraint: "0 ≤ s < n", load: "copies on average, binomial",
    waitsFor: "n - s", memory: "n",
    use: "to compare random placement with designed ones; rbgc bounds what a worker has to do",
    warning:
      "with decoding=one-step an error is left even where nobody is late; a worker "
      + "may have twice the mean load, and all wait for it; no program of its authors "
      + "is known, and what the program gradient_coding_mds calls SPG is sparse-gaussian",
    citation: "Charles, Papailiopoulos, Ellenberg, \"Approximate Gradient Coding via Sparse Random "
      + "Graphs\", arXiv:1711.06771, section 5")

  static let parameters: [Entry.Parameter] = [
    .init("copies", standard: "3", "c, mean number of workers that hold a block"),
    .init("decoding", standard: "optimal", "one-step: equal weights; optimal: least squares"),
  ]

  /// n.
  public let workers: Int
  /// B, of zeros and ones.
  public let matrix: EncodingMatrix
  private let awaited: Int
  private let copies: Int
  private let isOptimal: Bool
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    try self.init(request, regularized: false)
  }

  /// The code, where `regularized` no worker with more than 2c blocks.
  init(_ request: SchemeRequest, regularized: Bool) throws(ConfigurationError) {
    let n = request.workers
    let c = try request.copies(default: 3)
    workers = n
    copies = c
    awaited = n - (try request.stragglers())
    let decoding = try request.choice(
      "decoding", default: "optimal", among: ["one-step", "optimal"])
    isOptimal = decoding == "optimal"
    var stream = Stream(seed: request.seed, for: .code)
    var b = EncodingMatrix(rows: n, columns: n)
    for worker in 0..<n {
      var blocks = (0..<n).filter { _ in stream.uniform() * Double(n) <= Double(c) }
      if regularized, blocks.count > 2 * c {
        blocks = stream.sample(2 * c, below: blocks.count).map { blocks[$0] }
      }
      for block in blocks { b[worker, block] = 1 }
    }
    matrix = b
    rows = (0..<n).map { worker in b.support(ofRow: worker).map { Term($0) } }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for n − s results and decodes them as asked.
  public func makeGather(shares: [Double]) -> any Gather {
    guard isOptimal else {
      return EqualWeights(awaited, value: Double(workers) / Double(awaited * copies))
    }
    return CyclicRepetition.Collecting(
      responders: FirstResponders(awaited), decoder: LeastSquaresDecoder(matrix))
  }

  /// What a step waits for.
  public var waitsFor: String { "\(awaited) of \(workers) workers" }
}
