import COpenBLAS
import Glibc

// `Scalar` documents these.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Float: Scalar {
  public static var precisionName: String { "float32" }
  @inlinable public static func nearest(_ value: Double) -> Float { Float(value) }
  @inlinable public var double: Double { Double(self) }

  public static func fill(_ alpha: Float, _ y: inout MutableSpan<Float>) {
    y.update(repeating: alpha)
  }

  public static func copy(_ x: Span<Float>, _ y: inout MutableSpan<Float>) {
    precondition(x.count == y.count, "vectors of different lengths")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let from = x.baseAddress else { return }
        y.baseAddress?.update(from: from, count: x.count)
      }
    }
  }

  public static func scaledCopy(_ alpha: Float, _ x: Span<Float>, _ y: inout MutableSpan<Float>) {
    precondition(x.count == y.count, "vectors of different lengths")
    if alpha == 1 { return copy(x, &y) }
    for i in 0..<x.count { y[i] = alpha * x[i] }
  }

  public static func axpy(_ alpha: Float, _ x: Span<Float>, _ y: inout MutableSpan<Float>) {
    precondition(x.count == y.count, "vectors of different lengths")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        cblas_saxpy(Int32(x.count), alpha, x.baseAddress, 1, y.baseAddress, 1)
      }
    }
  }

  public static func scale(_ alpha: Float, _ y: inout MutableSpan<Float>) {
    for i in 0..<y.count { y[i] *= alpha }
  }

  public static func dot(_ x: Span<Float>, _ y: Span<Float>) -> Float {
    precondition(x.count == y.count, "vectors of different lengths")
    return x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        cblas_sdot(Int32(x.count), x.baseAddress, 1, y.baseAddress, 1)
      }
    }
  }

  public static func norm(_ x: Span<Float>) -> Double {
    x.withUnsafeBufferPointer { Double(cblas_snrm2(Int32($0.count), $0.baseAddress, 1)) }
  }

  public static func gemv(
    _ alpha: Float, _ a: Span<Float>, rows: Int, _ x: Span<Float>, _ beta: Float,
    _ y: inout MutableSpan<Float>
  ) {
    precondition(a.count == rows * x.count && y.count == rows, "shapes do not fit")
    // BLAS leaves y as it is where A is empty.
    guard x.count > 0 else { return beta == 0 ? fill(0, &y) : scale(beta, &y) }
    let columns = Int32(x.count)
    a.withUnsafeBufferPointer { a in
      x.withUnsafeBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          cblas_sgemv(
            CblasRowMajor, CblasNoTrans, Int32(rows), columns, alpha, a.baseAddress, columns,
            x.baseAddress, 1, beta, y.baseAddress, 1)
        }
      }
    }
  }

  public static func gemvTransposed(
    _ alpha: Float, _ a: Span<Float>, _ x: Span<Float>, _ beta: Float,
    _ y: inout MutableSpan<Float>
  ) {
    precondition(a.count == x.count * y.count, "shapes do not fit")
    guard x.count > 0 else { return beta == 0 ? fill(0, &y) : scale(beta, &y) }
    guard y.count > 0 else { return }
    let columns = Int32(y.count)
    a.withUnsafeBufferPointer { a in
      x.withUnsafeBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          cblas_sgemv(
            CblasRowMajor, CblasTrans, Int32(x.count), columns, alpha, a.baseAddress, columns,
            x.baseAddress, 1, beta, y.baseAddress, 1)
        }
      }
    }
  }

  public static func gemm(
    _ alpha: Float, _ a: Span<Float>, _ b: Span<Float>, _ beta: Float,
    _ c: inout MutableSpan<Float>, m: Int, n: Int, k: Int
  ) {
    precondition(a.count == m * k && b.count == k * n && c.count == m * n, "shapes do not fit")
    guard m > 0, n > 0 else { return }
    guard k > 0 else { return beta == 0 ? fill(0, &c) : scale(beta, &c) }
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(m), Int32(n), Int32(k), alpha,
            a.baseAddress, Int32(k), b.baseAddress, Int32(n), beta, c.baseAddress, Int32(n))
        }
      }
    }
  }

  public static func gemmTransposed(
    _ alpha: Float, _ a: Span<Float>, _ b: Span<Float>, _ beta: Float,
    _ c: inout MutableSpan<Float>, m: Int, n: Int, k: Int
  ) {
    precondition(a.count == k * m && b.count == k * n && c.count == m * n, "shapes do not fit")
    guard m > 0, n > 0 else { return }
    guard k > 0 else { return beta == 0 ? fill(0, &c) : scale(beta, &c) }
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          cblas_sgemm(
            CblasRowMajor, CblasTrans, CblasNoTrans, Int32(m), Int32(n), Int32(k), alpha,
            a.baseAddress, Int32(m), b.baseAddress, Int32(n), beta, c.baseAddress, Int32(n))
        }
      }
    }
  }

  public static func combine(
    _ weights: [Float], _ vectors: [Slot<Float>], _ y: inout MutableSpan<Float>
  ) { combineBody(weights, vectors, &y) }

  public static func logisticResiduals(_ z: inout MutableSpan<Float>, _ labels: Span<Float>)
    -> Double
  {
    logisticBody(
      &z, labels,
      load: { SIMD8<Double>(UnsafeRawPointer($0).loadUnaligned(as: SIMD8<Float>.self)) },
      store: { UnsafeMutableRawPointer($1).storeBytes(of: SIMD8<Float>($0), as: SIMD8<Float>.self) }
    )
  }

  public static func squaredResiduals(_ z: inout MutableSpan<Float>, _ labels: Span<Float>)
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
    _ z: inout MutableSpan<Float>, _ labels: Span<Float>, classes: Int
  ) -> Double { softmaxBody(&z, labels, classes: classes, exp: { expf($0) }, log: { log($0) }) }

  public static func addToRows(_ bias: Span<Float>, _ z: inout MutableSpan<Float>) {
    addToRowsBody(bias, &z)
  }

  public static func addColumnSums(
    _ alpha: Float, _ z: Span<Float>, _ y: inout MutableSpan<Float>
  ) { addColumnSumsBody(alpha, z, &y) }

  public static func sparseTimes(
    _ a: borrowing SparseRows<Float>, rows: Range<Int>, _ w: Span<Float>, width: Int,
    _ z: inout MutableSpan<Float>
  ) { sparseTimesBody(a, rows: rows, w, width: width, &z) }

  public static func addSparseTransposed(
    _ alpha: Float, _ a: borrowing SparseRows<Float>, rows: Range<Int>, _ r: Span<Float>,
    width: Int, _ g: inout MutableSpan<Float>
  ) { addSparseTransposedBody(alpha, a, rows: rows, r, width: width, &g) }
}
