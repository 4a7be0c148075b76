// The optimizers' updates: each reads and writes every vector once.

@inline(__always)
func gradientStepBody<E: Scalar>(
  _ eta: E, _ lambda: E, _ g: Span<E>, _ x: inout MutableSpan<E>
) {
  precondition(g.count == x.count, "vectors of different lengths")
  g.withUnsafeBufferPointer { g in
    x.withUnsafeMutableBufferPointer { x in
      for i in 0..<x.count { x[i] -= eta * (g[i] + lambda * x[i]) }
    }
  }
}

@inline(__always)
func heavyBallStepBody<E: Scalar>(
  _ eta: E, _ lambda: E, momentum: E, _ g: Span<E>, _ v: inout MutableSpan<E>,
  _ x: inout MutableSpan<E>
) {
  precondition(g.count == x.count && v.count == x.count, "vectors of different lengths")
  g.withUnsafeBufferPointer { g in
    v.withUnsafeMutableBufferPointer { v in
      x.withUnsafeMutableBufferPointer { x in
        for i in 0..<x.count {
          let speed = momentum * v[i] + (g[i] + lambda * x[i])
          v[i] = speed
          x[i] -= eta * speed
        }
      }
    }
  }
}

@inline(__always)
func acceleratedStepBody<E: Scalar>(
  _ eta: E, _ lambda: E, theta: E, _ g: Span<E>, _ u: inout MutableSpan<E>,
  _ x: inout MutableSpan<E>
) {
  precondition(g.count == x.count && u.count == x.count, "vectors of different lengths")
  let rest = 1 - theta
  let stretch = 1 / theta
  g.withUnsafeBufferPointer { g in
    u.withUnsafeMutableBufferPointer { u in
      x.withUnsafeMutableBufferPointer { x in
        for i in 0..<x.count {
          let old = x[i]
          let new = (rest * old + theta * u[i]) - eta * (g[i] + lambda * old)
          u[i] = old + (new - old) * stretch
          x[i] = new
        }
      }
    }
  }
}

@inline(__always)
func addBoundedPenaltyBody<E: Scalar>(_ alpha: E, _ x: Span<E>, _ g: inout MutableSpan<E>)
  -> Double
{
  precondition(g.count == x.count, "vectors of different lengths")
  var sum = 0.0
  x.withUnsafeBufferPointer { x in
    g.withUnsafeMutableBufferPointer { g in
      for i in 0..<g.count {
        let square = x[i] * x[i]
        let below = 1 + square
        g[i] += alpha * 2 * x[i] / (below * below)
        sum += (square / below).double
      }
    }
  }
  return sum
}
