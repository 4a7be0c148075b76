import Coding
import Kernels

/// Decodes the cyclic repetition code of a matrix H by formula: O(n s + s³), in place of O(n³).
///
/// With h_i the columns of H and W_j = (h_j … h_{j+s−1}), indices mod n, let y_j be the first row of
/// W_j⁻¹: y_j · c is the coefficient of h_j where c is written in the s columns from j on. One step
/// along the circle h_j = −Σ_k B_{j,j+k} h_{j+k} replaces h_j, so what is written in the columns from
/// j + 1 on loses (y_j · c) B_{j,j+k} at h_{j+k}. Followed over s steps, with 1 added to the
/// coefficient of every column as it enters, that is Σ_j a_j B_ji = 1 for
///
///   a_j = y_j · (c + h_s + … + h_{j+s−1}),
///
/// for any c of length s, and round the circle it closes since the columns of H sum to zero. All
/// solutions are of this form; a_l = 0 for the s stragglers l is a system of s equations for c.
///
/// Example, s = 1, H = (1, 1, 1, −3): y = (1, 1, 1, −1/3), a = (c, c + 1, c + 2, (1 − c) / 3), and
/// without worker 0 it is (0, 1, 2, 1/3).
struct CyclicDecoder: Sendable {
  let workers: Int
  let stragglers: Int
  /// y_j, a row a worker.
  private let directions: [Double]
  /// h_i, a row a worker.
  private let columns: [Double]
  /// a_j for c = 0.
  private let offsets: [Double]

  /// - Parameter h: H, s × n, row major, with rows that sum to zero; nil where a window is singular.
  init?(_ h: [Double], workers n: Int, stragglers s: Int) {
    workers = n
    stragglers = s
    var directions: [Double] = []
    var offsets: [Double] = []
    var sum = Array(repeating: 0.0, count: s)
    directions.reserveCapacity(n * s)
    offsets.reserveCapacity(n)
    for j in 0..<(s == 0 ? 0 : n) {
      // W_jᵀ y_j = e_1.
      var window: [Double] = []
      for column in j..<j + s { for row in 0..<s { window.append(h[row * n + column % n]) } }
      let unit = [1.0] + Array(repeating: 0, count: s - 1)
      guard let y = try? Kernels.solve(window, order: s, unit, columns: 1) else { return nil }
      directions += y
      offsets.append(zip(y, sum).reduce(0) { $0 + $1.0 * $1.1 })
      for row in 0..<s { sum[row] += h[row * n + (j + s) % n] }
    }
    self.directions = directions
    columns = (0..<n).flatMap { i in (0..<s).map { h[$0 * n + i] } }
    self.offsets = offsets
  }

  /// a for all workers, zero for the late ones, of which there are s; nil where they make the system
  /// for c singular.
  func weights(late: [Int]) -> [Double]? {
    let s = stragglers
    guard s > 0 else { return Array(repeating: 1, count: workers) }
    return solve(offsets, late: late)
  }

  /// Weights that have r_i in place of 1 for block i: what weights still lack.
  func correction(_ r: [Double], late: [Int]) -> [Double]? {
    let s = stragglers
    guard s > 0 else { return r }
    var offsets: [Double] = []
    var sum = Array(repeating: 0.0, count: s)
    for j in 0..<workers {
      var product = 0.0
      let entering = (j + s) % workers
      for k in 0..<s {
        product += directions[j * s + k] * sum[k]
        sum[k] += r[entering] * columns[entering * s + k]
      }
      offsets.append(product)
    }
    return solve(offsets, late: late)
  }

  private func solve(_ offsets: [Double], late: [Int]) -> [Double]? {
    let s = stragglers
    var system: [Double] = []
    var right: [Double] = []
    for l in late {
      // The length of a row says nothing: rows of unit length make the better pivots.
      let row = directions[l * s..<(l + 1) * s]
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      system += row.map { $0 / length }
      right.append(-offsets[l] / length)
    }
    guard let c = try? Kernels.solve(system, order: s, right, columns: 1) else { return nil }
    var a = offsets
    for j in 0..<workers { for k in 0..<s { a[j] += directions[j * s + k] * c[k] } }
    for l in late { a[l] = 0 }
    return a
  }

  /// The largest |a_j| over the n sets of stragglers next to each other; infinite where one of them
  /// cannot be decoded.
  var worstWeight: Double {
    var worst = 0.0
    for late in StragglerPatterns.contiguous(stragglers, of: workers) {
      guard let a = weights(late: late) else { return .infinity }
      for weight in a where !(abs(weight) <= worst) { worst = abs(weight) }
    }
    return worst.isNaN ? .infinity : worst
  }
}

/// Gathers for the cyclic repetition code: n − s results, decoded by formula.
struct CyclicGather: CountingGather {
  var responders: FirstResponders
  private let formula: CyclicDecoder
  private let rows: [[Term]]
  /// Where stragglers make the formula's system too ill-conditioned.
  private var solver: LeastSquaresDecoder

  /// max_i |Σ_j a_j B_ji − 1| up to which the formula's weights are used without asking the solver.
  static let largestGap = 1e-8

  init(_ formula: CyclicDecoder, rows: [[Term]], matrix: EncodingMatrix) {
    responders = FirstResponders(formula.workers - formula.stragglers)
    self.formula = formula
    self.rows = rows
    solver = LeastSquaresDecoder(matrix)
  }

  mutating func close(into weights: inout [Weight]) throws(DecodingError) {
    // A code for partial stragglers may hear of more before it closes: it waits for other messages.
    let received = responders.workers.prefix(responders.needed).sorted()
    let late = StragglerPatterns.others(than: received, of: formula.workers)
    var best: [Double] = []
    var least = Double.infinity
    if let all = formula.weights(late: late) {
      best = received.map { all[$0] }
      least = gap(of: best, received)
      // Once more for what rounding has left out.
      if !(least <= Self.largestGap / 10),
        let more = formula.correction(lacks(of: best, received), late: late)
      {
        let refined = received.enumerated().map { best[$0.offset] + more[$0.element] }
        let left = gap(of: refined, received)
        if left < least { (best, least) = (refined, left) }
      }
    }
    if !(least <= Self.largestGap) {
      let solved = try solver.weights(received: received)
      if !(least <= gap(of: solved, received)) { best = solved }
    }
    for (worker, weight) in zip(received, best) {
      weights.append(Weight(place: worker, version: responders.step, weight))
    }
  }

  /// 1 − Σ_j a_j B_ji.
  private func lacks(of weights: [Double], _ received: [Int]) -> [Double] {
    var lacks = Array(repeating: 1.0, count: formula.workers)
    for (worker, weight) in zip(received, weights) {
      for term in rows[worker] { lacks[term.block] -= weight * term.coefficient }
    }
    return lacks
  }

  private func gap(of weights: [Double], _ received: [Int]) -> Double {
    // Not `max`, which may pass over what is not a number.
    lacks(of: weights, received).reduce(0) { abs($1) <= $0 ? $0 : abs($1) }
  }
}
