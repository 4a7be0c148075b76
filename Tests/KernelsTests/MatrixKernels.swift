import Kernels
import Testing

@Suite("Matrix kernels against naive loops") struct MatrixKernels {
  static let shapes = [
    (0, 0, 0), (0, 3, 2), (3, 0, 2), (3, 2, 0), (1, 1, 1), (7, 5, 3), (7, 1, 1025), (1025, 7, 10),
  ]

  @Test(arguments: shapes) func double(_ m: Int, _ n: Int, _ k: Int) { check(m, n, k, Double.self) }
  @Test(arguments: shapes) func float(_ m: Int, _ n: Int, _ k: Int) { check(m, n, k, Float.self) }

  /// α A B + β C by definition, with A of m × k given by its entries.
  private func product<E: Scalar>(
    _ m: Int, _ n: Int, _ k: Int, _ a: (Int, Int) -> E, _ b: [E], _ c: [E]
  ) -> [Double] {
    (0..<m * n).map { at in
      let (i, j) = (at / n, at % n)
      let sum = (0..<k).map { a(i, $0).double * b[$0 * n + j].double }.reduce(0, +)
      return 1.5 * sum - 0.5 * c[at].double
    }
  }

  private func check<E: Scalar>(_ m: Int, _ n: Int, _ k: Int, _: E.Type) {
    let a: [E] = numbers(m * k, 1)
    let b: [E] = numbers(k * n, 2)
    let c: [E] = numbers(m * n, 3)
    expectClose(
      after(c) { E.gemm(1.5, a.span, b.span, -0.5, &$0, m: m, n: n, k: k) },
      product(m, n, k, { a[$0 * k + $1] }, b, c), summands: k)
    expectClose(
      after(c) { E.gemmTransposed(1.5, a.span, b.span, -0.5, &$0, m: m, n: n, k: k) },
      product(m, n, k, { a[$1 * m + $0] }, b, c), summands: k)
    let x: [E] = numbers(k, 4)
    let y: [E] = numbers(m, 5)
    expectClose(
      after(y) { E.gemv(1.5, a.span, rows: m, x.span, -0.5, &$0) },
      product(m, 1, k, { a[$0 * k + $1] }, x, y), summands: k)
    expectClose(
      after(y) { E.gemvTransposed(1.5, a.span, x.span, -0.5, &$0) },
      product(m, 1, k, { a[$1 * m + $0] }, x, y), summands: k)
  }

  @Test(arguments: [0, 1, 7, 1025], [1, 3]) func sparse(_ rows: Int, _ width: Int) {
    for ones in [false, true] {
      check(rows, width, ones, Double.self)
      check(rows, width, ones, Float.self)
    }
  }

  private func check<E: Scalar>(_ rows: Int, _ width: Int, _ ones: Bool, _: E.Type) {
    let columns = 5
    var offsets = [0]
    var indices: [Int32] = []
    for row in 0..<rows {
      indices += (0..<columns).filter { (row * 7 + $0 * 3) % 4 == 0 }.map(Int32.init)
      offsets.append(indices.count)
    }
    let values: [E] = ones ? [] : numbers(indices.count, 6)
    let a = SparseRows(columns: columns, offsets: offsets, indices: indices, values: values)
    var dense = Array(repeating: E(0), count: rows * columns)
    for row in 0..<rows {
      for k in offsets[row]..<offsets[row + 1] {
        dense[row * columns + Int(indices[k])] = ones ? 1 : values[k]
      }
    }
    let w: [E] = numbers(columns * width, 7)
    let g: [E] = numbers(columns * width, 8)
    let chosen = Array(stride(from: 0, to: rows, by: 3))
    let some = dense.isEmpty ? [] : chosen.flatMap { dense[$0 * columns..<($0 + 1) * columns] }
    for (list, matrix) in [(nil, dense), (chosen, some)] as [([Int]?, [E])] {
      let count = list?.count ?? rows
      let z = Array(repeating: E.nan, count: count * width)
      let r: [E] = numbers(count * width, 9)
      let product = after(z) {
        if let list {
          E.sparseTimes(a, chosen: list.span, w.span, width: width, &$0)
        } else {
          E.sparseTimes(a, rows: 0..<rows, w.span, width: width, &$0)
        }
      }
      let transposed = after(g) {
        if let list {
          E.addSparseTransposed(2, a, chosen: list.span, r.span, width: width, &$0)
        } else {
          E.addSparseTransposed(2, a, rows: 0..<rows, r.span, width: width, &$0)
        }
      }
      var expected = Array(repeating: 0.0, count: count * width)
      var sums = g.map(\.double)
      for i in 0..<count {
        for j in 0..<columns {
          for c in 0..<width {
            let entry = matrix[i * columns + j].double
            expected[i * width + c] += entry * w[j * width + c].double
            sums[j * width + c] += 2 * entry * r[i * width + c].double
          }
        }
      }
      expectClose(product, expected, summands: columns)
      expectClose(transposed, sums, summands: count)
      let numbers = list ?? Array(0..<rows)
      let rowsOf = after(Array(repeating: E.nan, count: count * columns)) {
        E.gatherRows(dense.span, columns: columns, chosen: numbers.span, &$0)
      }
      #expect(rowsOf == matrix)
    }
  }

  /// β = 0 means "overwrite": memory may hold anything, also what is left of a run that diverged.
  @Test func leftoversDoNotShow() {
    check(Double.self)
    check(Float.self)
    func check<E: Scalar>(_: E.Type) {
      let a: [E] = [1, 2, 3, 4, 5, 6]
      let x: [E] = [1, 1, 1]
      let dirty: [E] = [.nan, .infinity]
      #expect(after(dirty) { E.gemv(1, a.span, rows: 2, x.span, 0, &$0) } == [6, 15])
      #expect(after(dirty) { E.gemm(1, a.span, x.span, 0, &$0, m: 2, n: 1, k: 3) } == [6, 15])
      #expect(after(dirty) { E.gemvTransposed(1, a.span, x.span, 0, &$0) } == [9, 12])
      let empty: [E] = []
      #expect(after(dirty) { E.gemv(1, empty.span, rows: 2, empty.span, 0, &$0) } == [0, 0])
    }
  }

  @Test(arguments: [0, 1, 7, 1025], [1, 3]) func rowsAndColumns(_ rows: Int, _ width: Int) {
    check(Double.self)
    check(Float.self)
    func check<E: Scalar>(_: E.Type) {
      let z: [E] = numbers(rows * width, 1)
      let bias: [E] = numbers(width, 2)
      #expect(
        after(z) { E.addToRows(bias.span, &$0) } == z.enumerated().map { $1 + bias[$0 % width] })
      let sums = (0..<width).map { c in
        bias[c].double
          + 0.5 * stride(from: c, to: z.count, by: width).map { z[$0].double }.reduce(0, +)
      }
      expectClose(after(bias) { E.addColumnSums(0.5, z.span, &$0) }, sums, summands: rows)
    }
  }
}
