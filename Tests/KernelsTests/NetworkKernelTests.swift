import Kernels
import Testing

@Suite("Kernels of networks against naive loops") struct NetworkKernelTests {
  static let grids = [
    PatchGrid(channels: 1, height: 12, width: 12, kernel: 5),
    PatchGrid(channels: 2, height: 9, width: 28, kernel: 3, padding: 2),
    PatchGrid(channels: 3, height: 1, width: 1, kernel: 1),
    PatchGrid(channels: 1, height: 2, width: 1, kernel: 5, padding: 4),
  ]

  @Test(arguments: grids) func patches(_ grid: PatchGrid) {
    check(grid, Double.self)
    check(grid, Float.self)
  }

  private func check<E: Scalar>(_ grid: PatchGrid, _: E.Type) {
    let count = 3
    let x: [E] = numbers(count * grid.inputs, 1)
    let columns = count * grid.outputs
    let got = after(numbers(grid.weights * columns, 2)) {
      E.patches(x.span, grid, count: count, &$0)
    }
    var expected: [E] = []
    for c in 0..<grid.channels {
      for k in 0..<grid.kernel * grid.kernel {
        for image in 0..<count {
          for at in 0..<grid.outputs {
            let row = at / grid.columns + k / grid.kernel - grid.padding
            let column = at % grid.columns + k % grid.kernel - grid.padding
            let isInside = (0..<grid.height).contains(row) && (0..<grid.width).contains(column)
            expected.append(
              isInside ? x[((c * count + image) * grid.height + row) * grid.width + column] : 0)
          }
        }
      }
    }
    #expect(got == expected)
    // The transpose: ⟨patches(x), y⟩ = ⟨x, sumPatches(y)⟩, in numbers that add up exactly.
    let y: [E] = numbers(grid.weights * columns, 3)
    let back = after(numbers(x.count, 4)) { E.sumPatches(y.span, grid, count: count, &$0) }
    let left = zip(got, y).map { $0.double * $1.double }.reduce(0, +)
    let right = zip(x, back).map { $0.double * $1.double }.reduce(0, +)
    #expect(abs(left - right) < 1e-3)
  }

  @Test(arguments: [(2, 2), (4, 8), (5, 9), (24, 24), (7, 30), (1, 4), (3, 1)])
  func pooling(_ height: Int, _ width: Int) {
    check(height, width, Double.self)
    check(height, width, Float.self)
  }

  private func check<E: Scalar>(_ height: Int, _ width: Int, _: E.Type) {
    let (channels, planes, rows, columns) = (2, 3, height / 2, width / 2)
    // Few different numbers, so that there are ties.
    let z = numbers(channels * planes * height * width, 5, as: E.self).map { ($0 * 2).rounded() }
    let bias: [E] = [0.25, -0.5]
    let d: [E] = numbers(channels * planes * rows * columns, 6)
    let p = after(d) {
      E.poolAndRectify(z.span, bias.span, planes: planes, height: height, width: width, &$0)
    }
    let slopes = after(z) { E.poolSlopes(p.span, d.span, height: height, width: width, &$0) }
    var (expectedP, expectedSlopes) = (p, Array(repeating: E(0), count: z.count))
    for plane in 0..<channels * planes {
      for i in 0..<rows * columns {
        let at = plane * height * width + (2 * (i / columns)) * width + 2 * (i % columns)
        let square = [at, at + 1, at + width, at + width + 1]
        let top = square.map { z[$0] }.reduce(-E.infinity, max)
        let to = plane * rows * columns + i
        expectedP[to] = max(0, top + bias[plane / planes])
        if let first = square.first(where: { z[$0] == top }), expectedP[to] > 0 {
          expectedSlopes[first] = d[to]
        }
      }
    }
    #expect(p == expectedP)
    #expect(slopes == expectedSlopes)
  }

  @Test func rectifying() {
    check(Double.self)
    check(Float.self)
  }

  private func check<E: Scalar>(_: E.Type) {
    let z: [E] = [-1, 1, .nan, 0, -0.5, .greatestFiniteMagnitude / 4, .leastNonzeroMagnitude, -2]
    let bias: [E] = [0.5, 0]
    let a = after(z) { E.addToRowsAndRectify(bias.span, &$0) }
    #expect(a[2].isNaN)
    let known = a.indices.filter { $0 != 2 }
    #expect(known.map { a[$0] } == known.map { max(0, z[$0] + bias[$0 % 2]) })
    let d: [E] = [3, -4, 5, 6, .infinity, 7, -8, 9]
    let slopes = after(d) { E.rectifySlopes(a.span, &$0) }
    #expect(slopes == a.indices.map { a[$0] > 0 ? d[$0] : 0 })
  }

  @Test(arguments: [(0, 3, 2), (3, 2, 0), (1, 1, 1), (7, 5, 3), (10, 33, 70)])
  func gemmByTransposed(_ m: Int, _ n: Int, _ k: Int) {
    check(m, n, k, Double.self)
    check(m, n, k, Float.self)
  }

  private func check<E: Scalar>(_ m: Int, _ n: Int, _ k: Int, _: E.Type) {
    let (a, b, c): ([E], [E], [E]) = (numbers(m * k, 1), numbers(n * k, 2), numbers(m * n, 3))
    let expected = (0..<m * n).map { at in
      1.5 * (0..<k).map { a[at / n * k + $0].double * b[at % n * k + $0].double }.reduce(0, +)
        - 0.5 * c[at].double
    }
    expectClose(
      after(c) { E.gemmByTransposed(1.5, a.span, b.span, -0.5, &$0, m: m, n: n, k: k) }, expected,
      summands: k)
  }

  @Test func axesRowsAndMasks() {
    let x: [Float] = numbers(2 * 3 * 5, 1)
    let y = after(x) { Float.exchangeAxes(x.span, first: 2, second: 3, &$0) }
    for (i, value) in x.enumerated() {
      let (a, b, c) = (i / 15, i / 5 % 3, i % 5)
      #expect(y[(b * 2 + a) * 5 + c] == value)
    }
    let factors: [Float] = [2, 0, -1]
    #expect(
      after(x) { Float.scaleRows(factors.span, &$0) }
        == x.enumerated().map { $0.element * factors[$0.offset / 10] })
    let sums = after(factors) { Float.addRowSums(x.span, &$0) }
    expectClose(
      sums,
      (0..<3).map { r in factors[r].double + x[r * 10..<r * 10 + 10].reduce(0) { $0 + $1.double } },
      summands: 10)
    var words: [UInt64] = [0, .max, 0x7FFF_FFFF_8000_0000]
    let mask = after(Array(repeating: Double(7), count: 5)) {
      Double.drawMask(keeping: 0.5, &$0) { words.removeFirst() }
    }
    #expect(mask == [2, 2, 0, 0, 0])
  }
}
