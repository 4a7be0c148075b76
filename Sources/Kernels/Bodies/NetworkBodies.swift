// Passes of networks over their activations, inlined into both precisions.

@inline(__always)
func addToRowsAndRectifyBody<E: Scalar>(_ bias: Span<E>, _ z: inout MutableSpan<E>) {
  precondition(bias.count > 0 && z.count % bias.count == 0, "rows of another width")
  let width = bias.count
  bias.withUnsafeBufferPointer { bias in
    z.withUnsafeMutableBufferPointer { z in
      for row in 0..<(z.count / width) {
        for c in 0..<width {
          let sum = z[row * width + c] + bias[c]
          // The larger of the sum and zero, exactly, and NaN for NaN. A comparison is compiled to a
          // branch that guesses wrong every other time, 30 times as slow.
          z[row * width + c] = (sum + sum.magnitude) * 0.5
        }
      }
    }
  }
}

/// Without a branch, as above: all bits of d or none.
@inline(__always)
func rectifySlopesBody<E: Scalar, Bits: FixedWidthInteger & UnsignedInteger>(
  _ a: Span<E>, _ d: inout MutableSpan<E>, bits: (E) -> Bits, value: (Bits) -> E
) {
  precondition(a.count == d.count, "vectors of different lengths")
  a.withUnsafeBufferPointer { a in
    d.withUnsafeMutableBufferPointer { d in
      for i in 0..<d.count { d[i] = value(bits(d[i]) & (0 &- (a[i] > 0 ? 1 : 0))) }
    }
  }
}

@inline(__always)
func scaleRowsBody<E: Scalar>(_ factors: Span<E>, _ y: inout MutableSpan<E>) {
  guard factors.count > 0 else { return }
  precondition(y.count % factors.count == 0, "rows of different lengths")
  let width = y.count / factors.count
  factors.withUnsafeBufferPointer { factors in
    y.withUnsafeMutableBufferPointer { y in
      if width == 1 {
        for i in 0..<y.count { y[i] *= factors[i] }
      } else {
        for row in 0..<factors.count {
          for c in 0..<width { y[row * width + c] *= factors[row] }
        }
      }
    }
  }
}

@inline(__always)
func drawMaskBody<E: Scalar>(
  keeping: Double, _ y: inout MutableSpan<E>, _ words: () -> UInt64
) {
  let limit = UInt64((keeping * 0x1p32).rounded())
  let scale = E.nearest(1 / keeping)
  y.withUnsafeMutableBufferPointer { y in
    var i = 0
    while i < y.count {
      let word = words()
      y[i] = word & 0xFFFF_FFFF < limit ? scale : 0
      if i + 1 < y.count { y[i + 1] = word >> 32 < limit ? scale : 0 }
      i += 2
    }
  }
}

@inline(__always)
func denseRowsBody<E: Scalar>(
  _ a: borrowing SparseRows<E>, rows: some RandomAccessCollection<Int>, _ y: inout MutableSpan<E>
) {
  precondition(y.count == rows.count * a.columns, "shapes do not fit")
  let columns = a.columns
  a.offsets.withUnsafeBufferPointer { offsets in
    a.indices.withUnsafeBufferPointer { indices in
      a.values.withUnsafeBufferPointer { values in
        y.withUnsafeMutableBufferPointer { y in
          for i in 0..<y.count { y[i] = 0 }
          for (i, row) in rows.enumerated() {
            precondition(row >= 0 && row + 1 < offsets.count, "no such row")
            for k in offsets[row]..<offsets[row + 1] {
              y[i * columns + Int(indices[k])] = values.isEmpty ? 1 : values[k]
            }
          }
        }
      }
    }
  }
}

@inline(__always)
func addRowSumsBody<E: Scalar>(_ z: Span<E>, _ y: inout MutableSpan<E>) {
  guard y.count > 0 else { return }
  precondition(z.count % y.count == 0, "rows of different lengths")
  let width = z.count / y.count
  z.withUnsafeBufferPointer { z in
    y.withUnsafeMutableBufferPointer { y in
      for row in 0..<y.count {
        // Eight sums, as the compiler may not reorder one.
        var sums = (E(0), E(0), E(0), E(0), E(0), E(0), E(0), E(0))
        let start = row * width
        var i = 0
        while i + 7 < width {
          sums.0 += z[start + i]
          sums.1 += z[start + i + 1]
          sums.2 += z[start + i + 2]
          sums.3 += z[start + i + 3]
          sums.4 += z[start + i + 4]
          sums.5 += z[start + i + 5]
          sums.6 += z[start + i + 6]
          sums.7 += z[start + i + 7]
          i += 8
        }
        while i < width {
          sums.0 += z[start + i]
          i += 1
        }
        y[row] +=
          ((sums.0 + sums.4) + (sums.2 + sums.6)) + ((sums.1 + sums.5) + (sums.3 + sums.7))
      }
    }
  }
}
