import CReferenceLAPACK
import Comparison
import Randomness

/// One least-squares solve of a random n × (n − s) system by LAPACK: what a decode without any thought
/// costs.
struct LAPACKSolve {
  let routine: String
  private let rows: Int
  private let columns: Int
  private let matrix: [Double]

  /// - Parameter bySingularValues: `dgelsd`, the singular value decomposition; else `dgels`, plain QR.
  init(workers n: Int, stragglers s: Int, bySingularValues: Bool) {
    rows = n
    columns = n - s
    routine = bySingularValues ? "dgelsd" : "dgels"
    var stream = Stream(seed: 3, for: .synthetic)
    var matrix = Array(repeating: 0.0, count: rows * columns)
    for i in matrix.indices { matrix[i] = stream.normal() }
    self.matrix = matrix
  }

  /// The seconds that one solve takes.
  func solve() -> Double {
    var a = matrix
    var b = Array(repeating: 1.0, count: rows)
    var values = Array(repeating: 0.0, count: columns)
    var rank: Int32 = 0
    let (m, n) = (Int32(rows), Int32(columns))
    let untransposed = CChar(UInt8(ascii: "N"))
    return seconds {
      let code =
        routine == "dgelsd"
        ? LAPACKE_dgelsd(LAPACK_COL_MAJOR, m, n, 1, &a, m, &b, m, &values, 1e-12, &rank)
        : LAPACKE_dgels(LAPACK_COL_MAJOR, untransposed, m, n, 1, &a, m, &b, m)
      precondition(code == 0, "LAPACK \(routine): code \(code)")
    }
  }
}
