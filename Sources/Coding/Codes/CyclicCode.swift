/// A cyclic MDS code from roots of unity, as a matrix: its rows are the shifts of one row.
///
/// With ω = e^{2πi/n} and Z = {z, …, z + s − 1}, 0 ∉ Z, the polynomial Π_{r∈Z} (x − ω^r) has s + 1
/// coefficients γ_t, none of them zero, and B_{j,(j+t) mod n} = γ_t. The rows span the cyclic code of
/// all vectors that vanish at Z, in which any n − s rows are a basis and which contains the vector of
/// ones. In the Fourier domain a decoding vector is 1 + a combination of f consecutive frequencies that
/// makes it zero at f ≤ s stragglers, so
///
///   a_j = (1 − Σ_l (ω^{j−l})^q Π_{m≠l} (ω^j − ω^m) / (ω^l − ω^m)) / Σ_t γ_t,
///
/// l and m over the stragglers, q the first of the frequencies, which lie in the middle of −Z: O(n f).
///
/// γ is real where Z = −Z, which n ≢ s (mod 2) allows: z = (n − s + 1) / 2. Else Z = {1, …, s}.
///
/// - Source: Raviv, Tamo, Tandon, Dimakis, "Gradient Coding from Cyclic MDS Codes and Expander Graphs",
///   IEEE Trans. Inf. Theory 2020.
public struct CyclicCode: Sendable {
  /// n.
  public let workers: Int
  /// s.
  public let tolerated: Int
  /// Whether messages are real: one a task, else two.
  public let isReal: Bool
  /// z.
  let firstRoot: Int
  /// γ_0 … γ_s.
  public let row: [Complex]
  /// ω^0 … ω^{n−1}.
  let points: [Complex]

  /// The code of n workers that bears s stragglers, 0 ≤ s < n.
  /// - Parameter isComplex: Whether it is complex even where it could be real.
  public init(workers n: Int, tolerated s: Int, isComplex: Bool = false) {
    workers = n
    tolerated = s
    isReal = !isComplex && (n - s) % 2 == 1
    firstRoot = isReal ? (n - s + 1) / 2 : 1
    row = Self.row(workers: n, stragglers: s, firstRoot: firstRoot)
    points = (0..<n).map { Complex.root($0, of: n) }
  }

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

  /// Messages a task.
  public var parts: Int { isReal ? 1 : 2 }

  /// Row j as terms of one real message, or of a real and an imaginary one.
  public func terms(worker j: Int) -> [Term] {
    let blocks = (0...tolerated).map { (j + $0) % workers }
    guard !isReal else { return zip(blocks, row).map { Term($0, $1.re) } }
    return zip(blocks, row).map { Term($0, $1.re, part: 0) }
      + zip(blocks, row).map { Term($0, $1.im, part: 1) }
  }

  /// The decoding vector of the workers `received`, where `late`, s at most, are all that it goes without.
  public func weights(of received: [Int], without late: [Int]) -> [Complex] {
    let n = workers
    let frequency = n - firstRoot - tolerated + 1 + (tolerated - late.count) / 2
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
