import Glibc

// Loops that are the same for both precisions. Each is inlined into a concrete conformance, where
// the compiler knows the type; called from elsewhere they would be thirty times slower.

@inline(__always)
func combineBody<E: Scalar>(_ weights: [E], _ vectors: [Slot<E>], _ y: inout MutableSpan<E>) {
  precondition(weights.count == vectors.count, "as many weights as vectors")
  guard !weights.isEmpty else { return }
  let count = y.count
  for slot in vectors { precondition(slot.vector.count >= count, "a vector is too short") }
  y.withUnsafeMutableBufferPointer { y in
    guard let out = y.baseAddress else { return }
    // A piece of y stays in the second-level cache while every vector's piece goes past once. Measured:
    // pieces that fit the first level are too short for the prefetcher, which starts anew at each.
    let piece = 128 * 1024 / MemoryLayout<E>.stride
    var begin = 0
    while begin < count {
      let end = min(begin + piece, count)
      out.advanced(by: begin).update(repeating: 0, count: end - begin)
      var j = 0
      while j + 3 < vectors.count {
        guard let a = vectors[j].vector.pinned.baseAddress,
          let b = vectors[j + 1].vector.pinned.baseAddress,
          let c = vectors[j + 2].vector.pinned.baseAddress,
          let d = vectors[j + 3].vector.pinned.baseAddress
        else { return }
        let (wa, wb, wc, wd) = (weights[j], weights[j + 1], weights[j + 2], weights[j + 3])
        for i in begin..<end {
          out[i] = (((out[i] + wa * a[i]) + wb * b[i]) + wc * c[i]) + wd * d[i]
        }
        j += 4
      }
      while j < vectors.count {
        guard let a = vectors[j].vector.pinned.baseAddress else { return }
        let w = weights[j]
        for i in begin..<end { out[i] = out[i] + w * a[i] }
        j += 1
      }
      begin = end
    }
  }
}

@inline(__always)
func softmaxBody<E: Scalar>(
  _ z: inout MutableSpan<E>, _ labels: Span<E>, classes: Int, exp: (E) -> E, log: (Double) -> Double
) -> Double {
  precondition(classes > 0 && z.count == labels.count * classes, "logits and labels do not fit")
  let limit = E(classes)
  var loss = 0.0
  z.withUnsafeMutableBufferPointer { z in
    for row in 0..<labels.count {
      let base = row * classes
      var top = z[base]
      precondition(labels[row] >= 0 && labels[row] < limit, "a label that is no class")
      for c in 1..<classes where z[base + c] > top { top = z[base + c] }
      let label = base + Int(labels[row])
      let shifted = z[label].double - top.double
      var sum: E = 0
      for c in base..<(base + classes) {
        z[c] = exp(z[c] - top)
        sum += z[c]
      }
      loss += log(sum.double) - shifted
      let share = 1 / sum
      for c in base..<(base + classes) { z[c] *= share }
      z[label] -= 1
    }
  }
  return loss
}

@inline(__always)
func sparseTimesBody<E: Scalar>(
  _ a: borrowing SparseRows<E>, rows: some RandomAccessCollection<Int>, _ w: Span<E>, width: Int,
  _ z: inout MutableSpan<E>
) {
  precondition(w.count == a.columns * width && z.count == rows.count * width, "shapes do not fit")
  a.offsets.withUnsafeBufferPointer { offsets in
    a.indices.withUnsafeBufferPointer { indices in
      a.values.withUnsafeBufferPointer { values in
        w.withUnsafeBufferPointer { w in
          z.withUnsafeMutableBufferPointer { z in
            for (i, row) in rows.enumerated() {
              precondition(row >= 0 && row + 1 < offsets.count, "no such row")
              let entries = offsets[row]..<offsets[row + 1]
              if width == 1 {
                z[i] =
                  values.isEmpty
                  ? sumOf(w, at: indices, entries)
                  : {
                    var sum: E = 0
                    for k in entries { sum += values[k] * w[Int(indices[k])] }
                    return sum
                  }()
                continue
              }
              for c in 0..<width { z[i * width + c] = 0 }
              for k in entries {
                let value = values.isEmpty ? 1 : values[k]
                let from = Int(indices[k]) * width
                for c in 0..<width { z[i * width + c] += value * w[from + c] }
              }
            }
          }
        }
      }
    }
  }
}

@inline(__always)
func addSparseTransposedBody<E: Scalar>(
  _ alpha: E, _ a: borrowing SparseRows<E>, rows: some RandomAccessCollection<Int>, _ r: Span<E>,
  width: Int, _ g: inout MutableSpan<E>
) {
  precondition(g.count == a.columns * width && r.count == rows.count * width, "shapes do not fit")
  a.offsets.withUnsafeBufferPointer { offsets in
    a.indices.withUnsafeBufferPointer { indices in
      a.values.withUnsafeBufferPointer { values in
        r.withUnsafeBufferPointer { r in
          g.withUnsafeMutableBufferPointer { g in
            for (i, row) in rows.enumerated() {
              precondition(row >= 0 && row + 1 < offsets.count, "no such row")
              let entries = offsets[row]..<offsets[row + 1]
              if width == 1 {
                let scaled = alpha * r[i]
                if values.isEmpty {
                  add(scaled, to: g, at: indices, entries)
                } else {
                  for k in entries { g[Int(indices[k])] += scaled * values[k] }
                }
                continue
              }
              for k in entries {
                let value = values.isEmpty ? alpha : alpha * values[k]
                let to = Int(indices[k]) * width
                for c in 0..<width { g[to + c] += value * r[i * width + c] }
              }
            }
          }
        }
      }
    }
  }
}

@inline(__always)
func addToRowsBody<E: Scalar>(_ bias: Span<E>, _ z: inout MutableSpan<E>) {
  precondition(bias.count > 0 && z.count % bias.count == 0, "rows of another width")
  let width = bias.count
  bias.withUnsafeBufferPointer { bias in
    z.withUnsafeMutableBufferPointer { z in
      for row in 0..<(z.count / width) {
        for c in 0..<width { z[row * width + c] += bias[c] }
      }
    }
  }
}

@inline(__always)
func addColumnSumsBody<E: Scalar>(_ alpha: E, _ z: Span<E>, _ y: inout MutableSpan<E>) {
  precondition(y.count > 0 && z.count % y.count == 0, "rows of another width")
  let width = y.count
  z.withUnsafeBufferPointer { z in
    y.withUnsafeMutableBufferPointer { y in
      for row in 0..<(z.count / width) {
        for c in 0..<width { y[c] += alpha * z[row * width + c] }
      }
    }
  }
}
