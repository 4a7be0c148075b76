// What delay-compensated gradients need: products of squares, element by element.

@inline(__always)
func addSquareTimesBody<E: Scalar>(
  _ alpha: E, _ g: Span<E>, _ d: Span<E>, _ y: inout MutableSpan<E>
) {
  precondition(g.count == y.count && d.count == y.count, "vectors of different lengths")
  g.withUnsafeBufferPointer { g in
    d.withUnsafeBufferPointer { d in
      y.withUnsafeMutableBufferPointer { y in
        for i in 0..<y.count { y[i] += alpha * (g[i] * g[i] * d[i]) }
      }
    }
  }
}

@inline(__always)
func addScaledSquareTimesBody<E: Scalar>(
  _ alpha: E, _ g: Span<E>, _ d: Span<E>, over v: Span<E>, epsilon: E, _ y: inout MutableSpan<E>
) {
  precondition(
    g.count == y.count && d.count == y.count && v.count == y.count, "vectors of different lengths")
  g.withUnsafeBufferPointer { g in
    d.withUnsafeBufferPointer { d in
      v.withUnsafeBufferPointer { v in
        y.withUnsafeMutableBufferPointer { y in
          for i in 0..<y.count {
            y[i] += alpha * (g[i] * g[i] * d[i]) / (v[i] + epsilon).squareRoot()
          }
        }
      }
    }
  }
}

@inline(__always)
func averageSquaresBody<E: Scalar>(
  _ alpha: E, _ beta: E, _ g: Span<E>, _ v: inout MutableSpan<E>
) {
  precondition(g.count == v.count, "vectors of different lengths")
  g.withUnsafeBufferPointer { g in
    v.withUnsafeMutableBufferPointer { v in
      for i in 0..<v.count { v[i] = alpha * v[i] + beta * (g[i] * g[i]) }
    }
  }
}
