import Coding
import Kernels
import Randomness

/// A code of slices by its dual: any n − s messages decode, and both sides cost systems of s + m.
///
/// Of a matrix G = (V | H), n × (m + s), block j is on its s + m holders with the coefficients b_{j,u} that
/// solve Vᵀ b_{j,u} = e_u, Hᵀ b_{j,u} = 0. The weights of slice u are w_u = v_u + H z_u, of which z_u is
/// chosen so that those of the s late workers are zero. Then w_u · b_{j,v} = v_u · b_{j,v}, which is 1 for
/// u = v and else 0, whoever is late.
struct DualCode: Sendable {
  let workers: Int
  let stragglers: Int
  let slices: Int
  /// G, a row a worker.
  private let g: [Double]

  private var width: Int { slices + stragglers }

  /// The code of a matrix of n rows with m + s numbers.
  init(_ g: [Double], workers: Int, stragglers: Int, slices: Int) {
    precondition(g.count == workers * (slices + stragglers), "shapes do not fit")
    self.workers = workers
    self.stragglers = stragglers
    self.slices = slices
    self.g = g
  }

  /// Of standard normal numbers.
  init(
    randomFor workers: Int, stragglers: Int, slices: Int, using stream: inout Stream
  ) {
    let count = workers * (slices + stragglers)
    self.init(
      (0..<count).map { _ in stream.normal() }, workers: workers, stragglers: stragglers,
      slices: slices)
  }

  /// The polynomial code, at n points with distance 1 around 0.
  ///
  /// b_{j,u} are the values of the polynomial of degree below n − s with zeros at the points of all who
  /// do not hold block j, and of whose m leading coefficients the one of z^{n−s−m+u} is 1 and the others
  /// are 0. Σ_i q(θ_i) / Π_{l≠i} (θ_i − θ_l) is the coefficient of z^{n−1} in a q of degree below n; so H
  /// has this for q = z^t p, t < s, and V for t ≥ s, less what higher coefficients of p add to it.
  init(polynomialsFor n: Int, stragglers s: Int, slices m: Int) {
    let points = (0..<n).map { Double($0) - Double(n - 1) / 2 }
    let scales = points.indices.map { i in
      points.indices.reduce(1.0) { $1 == i ? $0 : $0 / (points[i] - points[$1]) }
    }
    func powers(_ t: Int) -> [Double] {
      points.indices.map { i in (0..<t).reduce(scales[i]) { product, _ in product * points[i] } }
    }
    // What the coefficient of z^{n−1} is of z^{n−1+k}: the complete homogeneous symmetric polynomial.
    let symmetric = (0..<m).map { powers(n - 1 + $0).reduce(0, +) }
    var leading: [[Double]] = []
    for t in 0..<m {
      var column = powers(s + t)
      for k in 0..<t {
        for i in column.indices { column[i] -= symmetric[t - k] * leading[k][i] }
      }
      leading.append(column)
    }
    let columns = leading.reversed() + (0..<s).map(powers)
    self.init(
      (0..<n).flatMap { i in columns.map { $0[i] } }, workers: n, stragglers: s, slices: m)
  }

  /// The workers that hold a block, in the order of `coefficients`: the worker of its number, and those
  /// before it on the circle.
  func holders(of block: Int) -> [Int] {
    (0..<width).map { (block - $0 + workers) % workers }
  }

  /// b_{j,u} of a block, a row a holder; nil where the holders make a singular system.
  func coefficients(of block: Int) -> [Double]? {
    let holders = holders(of: block)
    var system: [Double] = []
    system.reserveCapacity(width * width)
    for row in 0..<width { system += holders.map { g[$0 * width + row] } }
    var right = Array(repeating: 0.0, count: width * slices)
    for slice in 0..<slices { right[slice * slices + slice] = 1 }
    return try? solve(system, order: width, right, columns: slices)
  }

  /// w_0, w_1, …, each with a number a worker, zero for the late ones, of which there are s; nil where
  /// they make a singular system.
  func weights(late: [Int]) -> [Double]? {
    let s = stragglers
    var z: [Double] = []
    if s > 0 {
      let system = late.flatMap { g[$0 * width + slices..<($0 + 1) * width] }
      let right = late.flatMap { g[$0 * width..<$0 * width + slices].map { -$0 } }
      guard let solution = try? solve(system, order: s, right, columns: slices) else { return nil }
      z = solution
    }
    var weights: [Double] = []
    weights.reserveCapacity(slices * workers)
    for slice in 0..<slices {
      for i in 0..<workers {
        var weight = g[i * width + slice]
        for t in 0..<s { weight += g[i * width + slices + t] * z[t * slices + slice] }
        weights.append(weight)
      }
      for i in late { weights[slice * workers + i] = 0 }
    }
    return weights
  }

  /// The largest weight over all sets of s neighbors, times the largest coefficient: by how much rounding
  /// may grow; infinite where a system is singular.
  var growth: Double {
    var largest = (weight: 0.0, coefficient: 0.0)
    for first in 0..<workers {
      let late = (0..<stragglers).map { (first + $0) % workers }
      guard let w = weights(late: late), let b = coefficients(of: first) else { return .infinity }
      largest.weight = w.reduce(largest.weight) { max($0, abs($1)) }
      largest.coefficient = b.reduce(largest.coefficient) { max($0, abs($1)) }
    }
    return largest.weight * largest.coefficient
  }
}
