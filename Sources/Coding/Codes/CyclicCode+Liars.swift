import Kernels

/// Finds liars among the senders of a cyclic code.
///
/// y_j is a number made of the message of worker j, linearly and alike for all. Of honest messages the
/// syndromes S_r = Σ_j y_j ω^{−jr} vanish for r ∈ Z; errors e_l of liars l leave S_r = Σ_l e_l (ω^{−l})^r,
/// a sum of exponentials. Its recurrence, found by least squares, has the polynomial Λ with the roots ω^{−l}
/// (Prony's method). A set of liars is believed where S_{r+1} − ω^{−l} S_r, taken for each of them, leaves
/// nothing but rounding: that is least squares over supports. Where rounding hides the roots of Λ, the supports
/// themselves are tried, as long as they are few.
///
/// A lie that drowns the others hides them in its rounding. So those who are found are put to zero, and what
/// is left is looked at again, on its own scale.
///
/// - Source: Chen, Wang, Charles, Papailiopoulos, "DRACO", ICML 2018, section 4.2; the search on several
///   scales is our own.
extension CyclicCode {
  /// Supports tried at most where the polynomial does not tell who lies.
  static let mostSupports = 20_000

  /// The liars, ascending: s / 2 at most.
  /// - Parameters:
  ///   - values: y_0 … y_{n−1}.
  ///   - precision: What rounding may leave of the syndromes, in parts of Σ |y_j|.
  /// - Throws: where no set of s / 2 workers or fewer explains the values.
  public func liars(in values: [Complex], precision: Double) throws(DecodingError) -> [Int] {
    let most = tolerated / 2
    // What is not finite is a lie that needs no search.
    var found = values.indices.filter { !values[$0].magnitude.isFinite }
    while found.count <= most {
      let rest = values.indices.map { found.contains($0) ? Complex(0) : values[$0] }
      let scale = rest.reduce(0) { $0 + $1.magnitude }
      let syndromes = found.reduce(self.syndromes(of: rest)) { without($1, $0) }
      let limit = precision * scale
      if largest(syndromes, over: found.count) <= limit { return found.sorted() }
      var more: [Int]?
      for count in 1..<most - found.count + 1 where more == nil {
        more = support(of: count, in: syndromes, beside: found, limit: limit)
      }
      guard let more else { break }
      found += more
    }
    throw DecodingError(
      "no \(most) liars or fewer explain the messages: more of the \(workers) workers lie than the code "
        + "bears, or rounding hides who does")
  }

  /// S_z … S_{z+s−1}.
  private func syndromes(of values: [Complex]) -> [Complex] {
    (firstRoot..<firstRoot + tolerated).map { r in
      values.indices.reduce(Complex(0)) { sum, j in
        sum + values[j] * node(j * r % workers)
      }
    }
  }

  /// ω^{−j}.
  private func node(_ j: Int) -> Complex { points[(workers - j) % workers] }

  /// S_{r+1} − ω^{−l} S_r, to which worker l adds nothing.
  private func without(_ l: Int, _ s: [Complex]) -> [Complex] {
    zip(s.dropFirst(), s).map { $0 - node(l) * $1 }
  }

  /// The largest of them; each worker that was left out may have doubled them.
  private func largest(_ s: [Complex], over left: Int) -> Double {
    var largest = 0.0
    for value in s where !(value.magnitude <= largest) { largest = value.magnitude }
    return largest / Double(1 << min(left, 60))
  }

  /// The set of `count` workers that leaves only rounding; nil where there is none.
  private func support(
    of count: Int, in s: [Complex], beside found: [Int], limit: Double
  ) -> [Int]? {
    func rest(_ set: [Int]) -> Double {
      largest(set.reduce(s) { without($1, $0) }, over: found.count + count)
    }
    if let set = roots(count, in: s, beside: found), rest(set) <= limit { return set }
    let others = StragglerPatterns.others(than: found.sorted(), of: workers)
    var supports = 1.0
    for k in 0..<count { supports *= Double(others.count - k) / Double(k + 1) }
    guard supports <= Double(Self.mostSupports) else { return nil }
    var best: (set: [Int], rest: Double)?
    for pattern in StragglerPatterns.all(count, of: others.count) {
      let set = pattern.map { others[$0] }
      let left = rest(set)
      if left <= limit, left < best?.rest ?? .infinity { best = (set, left) }
    }
    return best?.set
  }

  /// Where the locator polynomial of a degree is smallest.
  private func roots(_ degree: Int, in s: [Complex], beside found: [Int]) -> [Int]? {
    // Σ_k λ_k S_{i+k} = −S_{i+degree}, real and imaginary parts as rows of their own.
    let equations = s.count - degree
    var matrix: [Double] = []
    var right: [Double] = []
    for i in 0..<equations {
      let row = s[i..<i + degree]
      matrix += row.flatMap { [$0.re, -$0.im] } + row.flatMap { [$0.im, $0.re] }
      right += [-s[i + degree].re, -s[i + degree].im]
    }
    guard
      let solved = try? solveLeastSquares(
        matrix, rows: 2 * equations, columns: 2 * degree, right)
    else { return nil }
    let sizes = (0..<workers).filter { !found.contains($0) }.map { j in
      var value = Complex(1)
      for k in stride(from: degree - 1, through: 0, by: -1) {
        value = value * node(j) + Complex(solved[2 * k], solved[2 * k + 1])
      }
      return (worker: j, size: value.magnitude)
    }
    return sizes.sorted { $0.size < $1.size }.prefix(degree).map(\.worker)
  }
}
