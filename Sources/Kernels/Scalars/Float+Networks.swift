import COpenBLAS

// `NetworkKernels` documents these.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Float {
  public static func gemmByTransposed(
    _ alpha: Float, _ a: Span<Float>, _ b: Span<Float>, _ beta: Float,
    _ c: inout MutableSpan<Float>, m: Int, n: Int, k: Int
  ) {
    precondition(a.count == m * k && b.count == n * k && c.count == m * n, "shapes do not fit")
    guard m > 0, n > 0 else { return }
    guard k > 0 else { return beta == 0 ? fill(0, &c) : scale(beta, &c) }
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, Int32(m), Int32(n), Int32(k), alpha,
            a.baseAddress, Int32(k), b.baseAddress, Int32(k), beta, c.baseAddress, Int32(n))
        }
      }
    }
  }

  public static func addToRowsAndRectify(_ bias: Span<Float>, _ z: inout MutableSpan<Float>) {
    addToRowsAndRectifyBody(bias, &z)
  }

  public static func rectifySlopes(_ a: Span<Float>, _ d: inout MutableSpan<Float>) {
    rectifySlopesBody(a, &d, bits: { $0.bitPattern }, value: { Float(bitPattern: $0) })
  }

  public static func scaleRows(_ factors: Span<Float>, _ y: inout MutableSpan<Float>) {
    scaleRowsBody(factors, &y)
  }

  public static func drawMask(
    keeping: Double, _ y: inout MutableSpan<Float>, _ words: () -> UInt64
  ) { drawMaskBody(keeping: keeping, &y, words) }

  public static func exchangeAxes(
    _ x: Span<Float>, first: Int, second: Int, _ y: inout MutableSpan<Float>
  ) { exchangeAxesBody(x, first: first, second: second, &y) }

  public static func denseRows(
    _ a: borrowing SparseRows<Float>, rows: Range<Int>, _ y: inout MutableSpan<Float>
  ) { denseRowsBody(a, rows: rows, &y) }

  public static func denseRows(
    _ a: borrowing SparseRows<Float>, chosen: Span<Int>, _ y: inout MutableSpan<Float>
  ) { chosen.withUnsafeBufferPointer { denseRowsBody(a, rows: $0, &y) } }

  public static func patches(
    _ x: Span<Float>, _ grid: PatchGrid, count: Int, _ y: inout MutableSpan<Float>
  ) { patchesBody(x, grid, count: count, &y) }

  public static func sumPatches(
    _ y: Span<Float>, _ grid: PatchGrid, count: Int, _ x: inout MutableSpan<Float>
  ) { sumPatchesBody(y, grid, count: count, &x) }

  public static func poolAndRectify(
    _ z: Span<Float>, _ bias: Span<Float>, planes: Int, height: Int, width: Int,
    _ p: inout MutableSpan<Float>
  ) { poolAndRectifyBody(z, bias, planes: planes, height: height, width: width, &p) }

  public static func poolSlopes(
    _ p: Span<Float>, _ d: Span<Float>, height: Int, width: Int, _ z: inout MutableSpan<Float>
  ) { poolSlopesBody(p, d, height: height, width: width, &z) { $0.slopesOfFours() } }

  public static func addRowSums(_ z: Span<Float>, _ y: inout MutableSpan<Float>) {
    addRowSumsBody(z, &y)
  }
}
