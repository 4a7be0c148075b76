public import Coding
import Randomness
public import Settings

/// Sparse Gaussian code (SG, the "SPG" of a published program): random coefficients with the mean
/// Gram matrix of a block design, for any n.
///
/// With L the mean copies, λ the mean overlap of two workers and γ the density, the column of block i
/// is X_i ∘ M_i, where M_ij is 1 with probability γ, and X_i is normal with equal
///
///   mean L / (nγ),   variance v = (Lγ/n − L²/n²) / γ²,   covariance w = (λ/n − L²/n²) / γ².
///
/// So E[B_ji] = E[B_ji²] = L/n and E[B_ji B_li] = λ/n: the mean Gram matrix of the rows is a design's,
/// and the decoder is a design's, a = L / (L + λ (r − 1)) for any r = n − s results. A worker
/// evaluates γn blocks on average. The code exists where the covariance is positive semidefinite:
/// v ≥ w, which is λ ≤ γL, and v + (n − 1) w ≥ 0, which is (n − 1) λ ≥ L (L − γ).
///
/// Example, n = 7, L = 2.5, λ = 1, s = 1: a = 2.5 / 7.5 = 1/3; any density γ ≥ 0.4 does.
public struct SparseGaussian: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "sparse-gaussian", "sparse Gaussian code: a block design on average, for any n",
      [
        .init("copies", standard: "3", "L, 1 to n, may be a fraction; n by default where n < 3"),
        .init(
          "density", standard: "1.5·copies/n", "γ, chance that a worker holds a block; at most 1"),
        .init("overlap", standard: "the smallest", "λ, from L (L - γ) / (n - 1) to γL"),
      ]),
    promise: .approximate, constraint: "L (L - γ) / (n - 1) ≤ λ ≤ γL", load: "density·n on average",
    waitsFor: "n - s",
    memory: "n",
    use: "as bibd, where no design exists for the number of workers",
    warning: "a published program never clears its weights between rounds, so it adds "
      + "what stragglers sent in earlier ones",
    citation: "Jiang, Zhang, Wang, \"Probabilistic Gradient Coding via Structure-Preserving "
      + "Sparsification\", arXiv:2604.10374")

  /// n.
  public let workers: Int
  /// a, the weight of every message.
  public let weight: Double
  private let awaited: Int
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    awaited = workers - (try request.stragglers())
    let n = Double(workers)
    let copies = try request.number("copies", default: min(3, n), in: 1...n)
    let density = try request.number("density", default: min(1, 1.5 * copies / n), in: 0...1)
    // λ is idle with one worker, which shares with nobody.
    let smallest = copies * (copies - density) / max(1, n - 1)
    let overlap = try request.number("overlap", default: smallest, in: 0...n)
    // Between the two bounds there is room only from L / n on.
    guard density >= copies / n * (1 - 1e-12) else {
      throw ConfigurationError(
        "--set density=\(density): \(request.name) with copies=\(copies) on \(workers) "
          + "workers exists from density=\(copies / n) to 1")
    }
    guard overlap >= smallest * (1 - 1e-12), overlap <= density * copies * (1 + 1e-12) else {
      throw ConfigurationError(
        "--set overlap=\(overlap): \(request.name) with copies=\(copies), density=\(density) exists "
          + "from overlap=\(smallest) to \(density * copies)")
    }
    weight = copies / (copies + overlap * Double(awaited - 1))

    let mean = copies / n / density
    let variance = (copies * density / n - copies * copies / (n * n)) / (density * density)
    let covariance = (overlap / n - copies * copies / (n * n)) / (density * density)
    // X = mean + α z + κ Σ z has the wanted covariance: α² = v − w, 2ακ + nκ² = w.
    let alpha = max(0, variance - covariance).squareRoot()
    let kappa = (max(0, variance + (n - 1) * covariance).squareRoot() - alpha) / n
    var stream = Stream(seed: request.seed, for: .code)
    var rows: [[Term]] = Array(repeating: [], count: workers)
    for block in 0..<workers {
      let z = (0..<workers).map { _ in stream.normal() }
      let common = mean + kappa * z.reduce(0, +)
      for worker in 0..<workers where stream.uniform() <= density {
        rows[worker].append(Term(block, common + alpha * z[worker]))
      }
    }
    self.rows = rows
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for n − s results and gives each the weight a.
  public func makeGather(shares: [Double]) -> any Gather { EqualWeights(awaited, value: weight) }

  /// What a step waits for.
  public var waitsFor: String { "\(awaited) of \(workers) workers" }
}
