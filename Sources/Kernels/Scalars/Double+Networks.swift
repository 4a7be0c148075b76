import COpenBLAS

// `NetworkKernels` documents these.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Double {
  public static func gemmByTransposed(
    _ alpha: Double, _ a: Span<Double>, _ b: Span<Double>, _ beta: Double,
    _ c: inout MutableSpan<Double>, m: Int, n: Int, k: Int
  ) {
    precondition(a.count == m * k && b.count == n * k && c.count == m * n, "shapes do not fit")
    guard m > 0, n > 0 else { return }
    guard k > 0 else { return beta == 0 ? fill(0, &c) : scale(beta, &c) }
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, Int32(m), Int32(n), Int32(k), alpha,
            a.baseAddress, Int32(k), b.baseAddress, Int32(k), beta, c.baseAddress, Int32(n))
        }
      }
    }
  }

  public static func addToRowsAndRectify(_ bias: Span<Double>, _ z: inout MutableSpan<Double>) {
    addToRowsAndRectifyBody(bias, &z)
  }

  public static func rectifySlopes(_ a: Span<Double>, _ d: inout MutableSpan<Double>) {
    rectifySlopesBody(a, &d, bits: { $0.bitPattern }, value: { Double(bitPattern: $0) })
  }

  public static func scaleRows(_ factors: Span<Double>, _ y: inout MutableSpan<Double>) {
    scaleRowsBody(factors, &y)
  }

  public static func drawMask(
    keeping: Double, _ y: inout MutableSpan<Double>, _ words: () -> UInt64
  ) { drawMaskBody(keeping: keeping, &y, words) }

  public static func exchangeAxes(
    _ x: Span<Double>, first: Int, second: Int, _ y: inout MutableSpan<Double>
  ) { exchangeAxesBody(x, first: first, second: second, &y) }

  public static func denseRows(
    _ a: borrowing SparseRows<Double>, rows: Range<Int>, _ y: inout MutableSpan<Double>
  ) { denseRowsBody(a, rows: rows, &y) }

  public static func denseRows(
    _ a: borrowing SparseRows<Double>, chosen: Span<Int>, _ y: inout MutableSpan<Double>
  ) { chosen.withUnsafeBufferPointer { denseRowsBody(a, rows: $0, &y) } }

  public static func patches(
    _ x: Span<Double>, _ grid: PatchGrid, count: Int, _ y: inout MutableSpan<Double>
  ) { patchesBody(x, grid, count: count, &y) }

  public static func sumPatches(
    _ y: Span<Double>, _ grid: PatchGrid, count: Int, _ x: inout MutableSpan<Double>
  ) { sumPatchesBody(y, grid, count: count, &x) }

  public static func poolAndRectify(
    _ z: Span<Double>, _ bias: Span<Double>, planes: Int, height: Int, width: Int,
    _ p: inout MutableSpan<Double>
  ) { poolAndRectifyBody(z, bias, planes: planes, height: height, width: width, &p) }

  public static func poolSlopes(
    _ p: Span<Double>, _ d: Span<Double>, height: Int, width: Int, _ z: inout MutableSpan<Double>
  ) { poolSlopesBody(p, d, height: height, width: width, &z) { _ in 0 } }

  public static func addRowSums(_ z: Span<Double>, _ y: inout MutableSpan<Double>) {
    addRowSumsBody(z, &y)
  }
}
