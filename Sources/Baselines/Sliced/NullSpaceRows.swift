import Coding
import Kernels
import Randomness

/// Rows that are exact from all n = m k workers, and near that from fewer.
///
/// With A_u the coefficients of slice u, k × n, and weights v_1 … v_m: v_1 is random, A_1 v_1 = 1, v_2 is
/// in the null space of A_1, A_2 v_2 = 1 and A_2 v_1 = 0, and so on, so that A_u v_t is 1 for t = u and
/// else 0: what the weights v_t make of the messages is slice t of the sum. Every row of an A_u is the one
/// of least norm.
enum NullSpaceRows {
  /// The terms of each worker; nil where the random choice was unlucky.
  static func draw(_ structure: BlockStructure, slices m: Int, using stream: inout Stream)
    -> [[Term]]?
  {
    let n = structure.held.count
    let k = structure.blocks
    let holders = (0..<k).map(structure.holders)
    var weights: [[Double]] = []
    // A_1, A_2, …, rows of n.
    var above: [Double] = []
    var rows: [[Term]] = Array(repeating: [], count: n)
    for slice in 0..<m {
      var v = (0..<n).map { _ in stream.normal() }
      if slice > 0 {
        // What of it the rows above reach is taken away: A's rows are the columns of Aᵀ.
        let count = slice * k
        guard
          let reach = try? solveLeastSquares(above, rows: n, columns: count, v, order: .columnMajor)
        else { return nil }
        for row in 0..<count {
          for i in 0..<n { v[i] -= reach[row] * above[row * n + i] }
        }
      }
      weights.append(v)
      for block in 0..<k {
        let at = holders[block]
        var target = Array(repeating: 0.0, count: slice + 1)
        target[slice] = 1
        guard
          let found = try? solveLeastSquares(
            weights.flatMap { v in at.map { v[$0] } }, rows: slice + 1, columns: at.count, target)
        else { return nil }
        for t in 0...slice {
          let sum = zip(at, found).reduce(0) { $0 + weights[t][$1.0] * $1.1 }
          guard abs(sum - target[t]) < 1e-9 else { return nil }
        }
        var row = Array(repeating: 0.0, count: n)
        for (worker, coefficient) in zip(at, found) {
          row[worker] = coefficient
          rows[worker].append(Term(block, coefficient, slice: slice))
        }
        above += row
      }
    }
    // Evaluated in the order of the structure, however the coefficients were found.
    return rows.enumerated().map { worker, terms in
      structure.held[worker].flatMap { block in terms.filter { $0.block == block } }
    }
  }
}
