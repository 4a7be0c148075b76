import COpenBLAS
import Glibc

// `Scalar` documents these.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Double: Scalar {
  public static var precisionName: String { "float64" }
  @inlinable public static func nearest(_ value: Double) -> Double { Double(value) }
  @inlinable public var double: Double { Double(self) }

  public static func fill(_ alpha: Double, _ y: inout MutableSpan<Double>) {
    y.update(repeating: alpha)
  }

  public static func copy(_ x: Span<Double>, _ y: inout MutableSpan<Double>) {
    precondition(x.count == y.count, "vectors of different lengths")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let from = x.baseAddress else { return }
        y.baseAddress?.update(from: from, count: x.count)
      }
    }
  }

  public static func scaledCopy(_ alpha: Double, _ x: Span<Double>, _ y: inout MutableSpan<Double>)
  {
    precondition(x.count == y.count, "vectors of different lengths")
    if alpha == 1 { return copy(x, &y) }
    for i in 0..<x.count { y[i] = alpha * x[i] }
  }

  public static func axpy(_ alpha: Double, _ x: Span<Double>, _ y: inout MutableSpan<Double>) {
    precondition(x.count == y.count, "vectors of different lengths")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        cblas_daxpy(Int32(x.count), alpha, x.baseAddress, 1, y.baseAddress, 1)
      }
    }
  }

  public static func scale(_ alpha: Double, _ y: inout MutableSpan<Double>) {
    for i in 0..<y.count { y[i] *= alpha }
  }

  public static func dot(_ x: Span<Double>, _ y: Span<Double>) -> Double {
    precondition(x.count == y.count, "vectors of different lengths")
    return x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        cblas_ddot(Int32(x.count), x.baseAddress, 1, y.baseAddress, 1)
      }
    }
  }

  public static func norm(_ x: Span<Double>) -> Double {
    x.withUnsafeBufferPointer { x in
      let count = Int32(x.count)
      // Several times as fast as BLAS's norm, which is needed only where squares overflow or vanish.
      let square = cblas_ddot(count, x.baseAddress, 1, x.baseAddress, 1)
      if square > 1e-200, square.isFinite { return square.squareRoot() }
      return cblas_dnrm2(count, x.baseAddress, 1)
    }
  }

  public static func gemv(
    _ alpha: Double, _ a: Span<Double>, rows: Int, _ x: Span<Double>, _ beta: Double,
    _ y: inout MutableSpan<Double>
  ) {
    precondition(a.count == rows * x.count && y.count == rows, "shapes do not fit")
    // BLAS leaves y as it is where A is empty.
    guard x.count > 0 else { return beta == 0 ? fill(0, &y) : scale(beta, &y) }
    let columns = Int32(x.count)
    a.withUnsafeBufferPointer { a in
      x.withUnsafeBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          cblas_dgemv(
            CblasRowMajor, CblasNoTrans, Int32(rows), columns, alpha, a.baseAddress, columns,
            x.baseAddress, 1, beta, y.baseAddress, 1)
        }
      }
    }
  }

  public static func gemvTransposed(
    _ alpha: Double, _ a: Span<Double>, _ x: Span<Double>, _ beta: Double,
    _ y: inout MutableSpan<Double>
  ) {
    precondition(a.count == x.count * y.count, "shapes do not fit")
    guard x.count > 0 else { return beta == 0 ? fill(0, &y) : scale(beta, &y) }
    guard y.count > 0 else { return }
    let columns = Int32(y.count)
    a.withUnsafeBufferPointer { a in
      x.withUnsafeBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          cblas_dgemv(
            CblasRowMajor, CblasTrans, Int32(x.count), columns, alpha, a.baseAddress, columns,
            x.baseAddress, 1, beta, y.baseAddress, 1)
        }
      }
    }
  }

  public static func gemm(
    _ alpha: Double, _ a: Span<Double>, _ b: Span<Double>, _ beta: Double,
    _ c: inout MutableSpan<Double>, m: Int, n: Int, k: Int
  ) {
    precondition(a.count == m * k && b.count == k * n && c.count == m * n, "shapes do not fit")
    guard m > 0, n > 0 else { return }
    guard k > 0 else { return beta == 0 ? fill(0, &c) : scale(beta, &c) }
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(m), Int32(n), Int32(k), alpha,
            a.baseAddress, Int32(k), b.baseAddress, Int32(n), beta, c.baseAddress, Int32(n))
        }
      }
    }
  }

  public static func gemmTransposed(
    _ alpha: Double, _ a: Span<Double>, _ b: Span<Double>, _ beta: Double,
    _ c: inout MutableSpan<Double>, m: Int, n: Int, k: Int
  ) {
    precondition(a.count == k * m && b.count == k * n && c.count == m * n, "shapes do not fit")
    guard m > 0, n > 0 else { return }
    guard k > 0 else { return beta == 0 ? fill(0, &c) : scale(beta, &c) }
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          cblas_dgemm(
            CblasRowMajor, CblasTrans, CblasNoTrans, Int32(m), Int32(n), Int32(k), alpha,
            a.baseAddress, Int32(m), b.baseAddress, Int32(n), beta, c.baseAddress, Int32(n))
        }
      }
    }
  }

  public static func combine(
    _ weights: [Double], _ vectors: [Slot<Double>], _ y: inout MutableSpan<Double>
  ) { combineBody(weights, vectors, &y) }

  public static func logisticResiduals(_ z: inout MutableSpan<Double>, _ labels: Span<Double>)
    -> Double
  {
    logisticBody(
      &z, labels, load: { UnsafeRawPointer($0).loadUnaligned(as: SIMD8<Double>.self) },
      store: { UnsafeMutableRawPointer($1).storeBytes(of: $0, as: SIMD8<Double>.self) })
  }

  public static func squaredResiduals(_ z: inout MutableSpan<Double>, _ labels: Span<Double>)
    -> Double
  {
    precondition(z.count == labels.count, "predictions and labels do not fit")
    var loss = 0.0
    for i in 0..<labels.count {
      let difference = z[i] - labels[i]
      loss += Double(difference) * Double(difference)
      z[i] = 2 * difference
    }
    return loss
  }

  public static func softmaxResiduals(
    _ z: inout MutableSpan<Double>, _ labels: Span<Double>, classes: Int
  ) -> Double { softmaxBody(&z, labels, classes: classes, exp: { exp($0) }, log: { log($0) }) }

  public static func addToRows(_ bias: Span<Double>, _ z: inout MutableSpan<Double>) {
    addToRowsBody(bias, &z)
  }

  public static func addColumnSums(
    _ alpha: Double, _ z: Span<Double>, _ y: inout MutableSpan<Double>
  ) { addColumnSumsBody(alpha, z, &y) }

  public static func sparseTimes(
    _ a: borrowing SparseRows<Double>, rows: Range<Int>, _ w: Span<Double>, width: Int,
    _ z: inout MutableSpan<Double>
  ) { sparseTimesBody(a, rows: rows, w, width: width, &z) }

  public static func addSparseTransposed(
    _ alpha: Double, _ a: borrowing SparseRows<Double>, rows: Range<Int>, _ r: Span<Double>,
    width: Int, _ g: inout MutableSpan<Double>
  ) { addSparseTransposedBody(alpha, a, rows: rows, r, width: width, &g) }
}
