import Kernels

/// What can be had from any rows of a code, whole ones or such as have lost coefficients.
///
/// Where 1ᵀ is a combination of the rows, that combination of the messages is the sum of all gradients. Where
/// it is not, the reduced row echelon form of the rows has a row with one entry for each client whose gradient
/// can be had alone, and for no other.
///
/// Example, rows (½, 0, 0) and (0, 1, −1): the sum cannot be had, and the gradient of client 0 is twice the first
/// message.
///
/// - Source: Weng, Xiao, Ren, Skoglund, "Cooperative Gradient Coding", arXiv:2507.05230, 2025, GC+.
enum RowRecovery: Equatable {
  /// A weight for each row.
  case sum([Double])
  /// Clients whose gradients can be had alone, ascending, with a weight for each row.
  case singles([(client: Int, weights: [Double])])

  /// How far a combination may be from what it should be.
  static let precision = 1e-8

  /// What rows of n coefficients give.
  init(_ rows: [[Double]], clients n: Int) {
    let columns = rows.flatMap { $0 }
    if !rows.isEmpty,
      let a = try? solveLeastSquares(
        columns, rows: n, columns: rows.count, Array(repeating: 1, count: n), order: .columnMajor),
      Self.gap(of: a, rows, to: Array(repeating: 1, count: n)) < Self.precision
    {
      self = .sum(a)
      return
    }
    self = .singles(Self.alone(rows, clients: n))
  }

  static func == (a: RowRecovery, b: RowRecovery) -> Bool {
    switch (a, b) {
    case (.sum(let a), .sum(let b)): a == b
    case (.singles(let a), .singles(let b)):
      a.map(\.client) == b.map(\.client) && a.map(\.weights) == b.map(\.weights)
    default: false
    }
  }

  /// max_i |Σ_j a_j B_ji − target_i|.
  private static func gap(of a: [Double], _ rows: [[Double]], to target: [Double]) -> Double {
    var rest = target.map { -$0 }
    for (weight, row) in zip(a, rows) {
      for i in row.indices { rest[i] += weight * row[i] }
    }
    // Not `max`, which may pass over what is not a number.
    return rest.reduce(0) { abs($1) <= $0 ? $0 : abs($1) }
  }

  /// Gauss and Jordan's elimination with the largest pivot of each column; each row beside what it is made of.
  private static func alone(_ rows: [[Double]], clients n: Int)
    -> [(client: Int, weights: [Double])]
  {
    var work = rows.enumerated().map { index, row -> [Double] in
      row + rows.indices.map { $0 == index ? 1.0 : 0 }
    }
    let scale = rows.joined().map(abs).max() ?? 0
    var next = 0
    for column in 0..<n where next < work.count {
      guard
        let pivot = (next..<work.count).max(by: { abs(work[$0][column]) < abs(work[$1][column]) }),
        abs(work[pivot][column]) > 1e-10 * scale
      else { continue }
      work.swapAt(next, pivot)
      let divisor = work[next][column]
      for i in work[next].indices { work[next][i] /= divisor }
      for other in work.indices where other != next {
        let factor = work[other][column]
        guard factor != 0 else { continue }
        for i in work[other].indices { work[other][i] -= factor * work[next][i] }
      }
      next += 1
    }
    return (0..<n).compactMap { client in
      let unit = (0..<n).map { $0 == client ? 1.0 : 0 }
      // The elimination proposes; the rows themselves decide.
      return work.prefix(next).lazy.map { Array($0[n...]) }
        .first { gap(of: $0, rows, to: unit) < precision }
        .map { (client: client, weights: $0) }
    }
  }
}
