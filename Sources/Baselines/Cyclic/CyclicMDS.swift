public import Coding
public import Settings

/// Cyclic MDS code: the rows of B are the shifts of one row, whose entries come from roots of unity.
///
/// With ω = e^{2πi/n} and Z = {z, …, z + s − 1}, 0 ∉ Z, the polynomial Π_{r∈Z} (x − ω^r) has s + 1
/// coefficients γ_t, none of them zero, and B_{j,(j+t) mod n} = γ_t. The rows span the cyclic code of
/// all vectors that vanish at Z, in which any n − s rows are a basis and which contains the vector of
/// ones. Its decoding vector needs no solver: in the Fourier domain a is 1 + a combination of s
/// consecutive frequencies that makes it zero at the s stragglers, so
///
///   a_j = (1 − Σ_l (ω^{j−l})^q Π_{m≠l} (ω^j − ω^m) / (ω^l − ω^m)) / Σ_t γ_t,
///
/// l and m over the stragglers, q = n − z − s + 1 the first frequency: O(n s) a decode.
///
/// γ is real where Z = −Z, which n ≢ s (mod 2) allows: z = (n − s + 1) / 2. Else Z = {1, …, s} and
/// messages are complex: two real messages a task. Over n = 24 weights are 10 to 1000 times smaller
/// than those of random `crc`, with nothing drawn.
///
/// Examples: n = 4, s = 1: (1, 1, 0, 0). n = 5, s = 2: (1, 1.618034, 1, 0, 0), the golden ratio.
public struct CyclicMDS: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "cyclic-mds", "cyclic MDS code from roots of unity: exact from any n - s workers",
      [.init("arithmetic", standard: "auto", "auto: real where n - s is odd; complex: always")]),
    promise: .exact, constraint: "0 ≤ s < n; two messages a task where n - s is even",
    load: "s + 1",
    waitsFor: "n - s", memory: "n (2 n where complex)",
    use: "as crc, where its random coefficients decode badly (many workers and stragglers)",
    citation: "Raviv, Tamo, Tandon, Dimakis, \"Gradient Coding from Cyclic MDS Codes and Expander "
      + "Graphs\", IEEE Trans. Inf. Theory 2020")

  /// n.
  public let workers: Int
  /// 1 where the code is real, 2 where it is complex.
  public let parts: Int
  private let tolerated: Int
  private let firstRoot: Int
  private let row: [Complex]
  /// ω^0 … ω^{n−1}.
  private let points: [Complex]
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let s = try request.stragglers()
    let word = try request.choice("arithmetic", default: "auto", among: ["auto", "complex"])
    let isReal = word == "auto" && (n - s) % 2 == 1
    workers = n
    tolerated = s
    parts = isReal ? 1 : 2
    firstRoot = isReal ? (n - s + 1) / 2 : 1
    let row = Self.row(workers: n, stragglers: s, firstRoot: firstRoot)
    self.row = row
    points = (0..<n).map { Complex.root($0, of: n) }
    rows = (0..<n).map { j in
      let blocks = (0...s).map { (j + $0) % n }
      return isReal
        ? zip(blocks, row).map { Term($0, $1.re) }
        : ComplexCode.terms(blocks: blocks, coefficients: row)
    }
  }

  /// Row `worker` of the encoding matrix at a step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// The state that one run keeps at the parameter server.
  public func makeGather(shares: [Double]) -> any Gather {
    ComplexCode.Collecting(workers - tolerated, parts: parts) { [self] in decode(received: $0) }
  }

  /// For the run's summary.
  public var waitsFor: String { "\(workers - tolerated) of \(workers) workers" }

  /// γ_0 … γ_s.
  static func row(workers n: Int, stragglers s: Int, firstRoot: Int) -> [Complex] {
    var row = [Complex(1)]
    for r in firstRoot..<firstRoot + s {
      let root = Complex.root(r, of: n)
      // (x − root) times what there is.
      var next = [Complex(0)] + row
      for t in row.indices { next[t] = next[t] - root * row[t] }
      row = next
    }
    return row
  }

  private func decode(received: [Int]) -> [Complex] {
    let n = workers
    let late = StragglerPatterns.others(than: received, of: n)
    let frequency = n - firstRoot - tolerated + 1
    // 1 / Π_{m≠l} (ω^l − ω^m)
    let inverses = late.map { l in
      Complex(1) / late.reduce(Complex(1)) { $1 == l ? $0 : $0 * (points[l] - points[$1]) }
    }
    let sum = row.reduce(Complex(0), +)
    return received.map { j in
      let all = late.reduce(Complex(1)) { $0 * (points[j] - points[$1]) }
      var a = Complex(1)
      for (l, inverse) in zip(late, inverses) {
        a = a - points[(j - l + n) * frequency % n] * (all / (points[j] - points[l])) * inverse
      }
      return a / sum
    }
  }
}
