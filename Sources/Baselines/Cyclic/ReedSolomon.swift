public import Coding
public import Settings

/// Reed–Solomon gradient code: complex points, and a decoder by formula, O(f²) for f = n − s.
///
/// Worker i has the point α_i = e^{2πi/n}^i, block j the set H_j of the s + 1 workers that hold it.
/// t_j(z) = Π_{i∉H_j} (1 − z / α_i) has degree f − 1 and t_j(0) = 1, and B_ij = t_j(α_i), which is
/// zero for i ∉ H_j. From the set F of any f workers, interpolation gives t_j(0) for all j at once:
/// a_i = Π_{l∈F, l≠i} α_l / (α_l − α_i) and Σ_{i∈F} a_i B_ij = 1. Real points would be far worse
/// conditioned. Messages are complex: two real messages a task.
///
/// H_j is s + 1 neighbors on the circle that end at worker ⌊j n / blocks⌋, so that loads differ by
/// one at most, however many blocks there are; with n blocks worker i holds blocks i … i + s.
///
/// Example, n = 4, s = 1: points 1, i, −1, −i, H_0 = {0, 3}, B_00 = 2 + 2i, B_30 = 2 − 2i; from
/// F = {0, 1, 2}: a_0 = (1 − i) / 4 and a_0 B_00 = 1.
public struct ReedSolomon: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "reed-solomon", "Reed-Solomon code over roots of unity: exact, decoded without a solver",
      [.init("blocks", standard: "n", "blocks the data is cut into, at least n / (s + 1)")]),
    promise: .exact, constraint: "0 ≤ s < n; two messages a task", load: "s + 1", waitsFor: "n - s",
    memory: "2 n",
    use: "as crc, where decoding must be fast or the data are cut into fewer blocks than workers",
    warning:
      "over real points in place of roots of unity it is useless from a dozen workers "
      + "on; no program of its authors is known",
    citation:
      "Halbawi, Azizan-Ruhi, Salehi, Hassibi, \"Improving Distributed Gradient Descent Using "
      + "Reed-Solomon Codes\", ISIT 2018")

  /// n.
  public let workers: Int
  /// Blocks the training set is cut into.
  public let blocks: Int
  private let tolerated: Int
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let s = try request.stragglers()
    let least = (n + s) / (s + 1)
    let count = try request.integer("blocks", default: n, in: least...1_000_000)
    workers = n
    blocks = count
    tolerated = s
    var held: [[(block: Int, coefficient: Complex)]] = Array(repeating: [], count: n)
    let factors = (0..<n).map { Complex(1) - Complex.root($0, of: n) }
    for block in 0..<count {
      let last = block * n / count
      let holders = (0...s).map { (last - $0 + n) % n }
      let others = StragglerPatterns.others(than: holders, of: n)
      for i in holders {
        let coefficient = others.reduce(Complex(1)) {
          $0 * factors[(i - $1 + n) % n]
        }
        held[i].append((block, coefficient))
      }
    }
    rows = held.map { row in
      ComplexCode.terms(blocks: row.map(\.block), coefficients: row.map(\.coefficient))
    }
  }

  /// Two messages a task.
  public var parts: Int { 2 }

  /// Row `worker` of the encoding matrix at a step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// The state that one run keeps at the parameter server.
  public func makeGather(shares: [Double]) -> any Gather {
    let decoder = Interpolation(points: workers)
    return ComplexCode.Collecting(workers - tolerated, parts: 2) { decoder.weights(received: $0) }
  }

  /// For the run's summary.
  public var waitsFor: String { "\(workers - tolerated) of \(workers) workers" }

  /// The values at 0 of the Lagrange polynomials of some of the points.
  struct Interpolation: Sendable {
    /// 1 / (1 − α_k); 1 for k = 0, where it is not used.
    private let factors: [Complex]

    init(points n: Int) {
      factors = (0..<n).map {
        $0 == 0 ? Complex(1) : Complex(1) / (Complex(1) - Complex.root($0, of: n))
      }
    }

    func weights(received: [Int]) -> [Complex] {
      let n = factors.count
      // α_l / (α_l − α_i) = 1 / (1 − α_{i−l})
      return received.map { i in
        received.reduce(Complex(1)) { $0 * factors[(i - $1 + n) % n] }
      }
    }
  }
}
