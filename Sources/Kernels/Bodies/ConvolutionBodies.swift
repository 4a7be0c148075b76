// Convolution as a matrix product: inlined into both precisions.

@inline(__always)
func exchangeAxesBody<E: Scalar>(
  _ x: Span<E>, first: Int, second: Int, _ y: inout MutableSpan<E>
) {
  precondition(x.count == y.count, "shapes do not fit")
  guard first > 0, second > 0 else { return }
  precondition(x.count % (first * second) == 0, "shapes do not fit")
  let plane = x.count / (first * second)
  x.withUnsafeBufferPointer { x in
    y.withUnsafeMutableBufferPointer { y in
      guard let from = x.baseAddress, let to = y.baseAddress else { return }
      for a in 0..<first {
        for b in 0..<second {
          to.advanced(by: (b * first + a) * plane)
            .update(from: from.advanced(by: (a * second + b) * plane), count: plane)
        }
      }
    }
  }
}

/// Calls `body` for each run of elements that a row of patches reads from a row of the image: where
/// it begins in the image, or nil for a row of padding; where it begins in the patches; how many
/// zeros, then elements, then zeros.
@inline(__always)
private func eachRun(
  _ grid: PatchGrid, count: Int,
  _ body: (_ image: Int?, _ patch: Int, _ before: Int, _ inside: Int, _ after: Int) -> Void
) {
  let (rows, columns) = (grid.rows, grid.columns)
  var patch = 0
  for channel in 0..<grid.channels {
    for ky in 0..<grid.kernel {
      for kx in 0..<grid.kernel {
        let before = min(columns, max(0, grid.padding - kx))
        let after = min(columns - before, max(0, kx + columns - grid.padding - grid.width))
        let inside = columns - before - after
        let start = kx + before - grid.padding
        for image in 0..<count {
          let plane = (channel * count + image) * grid.height
          for y in 0..<rows {
            let row = y + ky - grid.padding
            let known = row >= 0 && row < grid.height && inside > 0
            body(known ? (plane + row) * grid.width + start : nil, patch, before, inside, after)
            patch += columns
          }
        }
      }
    }
  }
}

/// A copy of a few elements: 32 bytes at a time, as runs are too short for `memmove`.
@inline(__always)
private func copyRun<E: Scalar>(
  _ from: UnsafePointer<E>, _ to: UnsafeMutablePointer<E>, _ count: Int
) {
  let (source, target) = (UnsafeRawPointer(from), UnsafeMutableRawPointer(to))
  let lanes = 32 / MemoryLayout<E>.stride
  var i = 0
  while i &+ lanes <= count {
    let offset = i &* MemoryLayout<E>.stride
    let words = source.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
    target.storeBytes(of: words, toByteOffset: offset, as: SIMD4<UInt64>.self)
    i &+= lanes
  }
  while i < count {
    to[i] = from[i]
    i &+= 1
  }
}

@inline(__always)
func patchesBody<E: Scalar>(
  _ x: Span<E>, _ grid: PatchGrid, count: Int, _ y: inout MutableSpan<E>
) {
  precondition(
    x.count == count * grid.inputs && y.count == grid.weights * count * grid.outputs,
    "shapes do not fit")
  x.withUnsafeBufferPointer { x in
    y.withUnsafeMutableBufferPointer { y in
      guard let from = x.baseAddress, let to = y.baseAddress else { return }
      eachRun(grid, count: count) { image, patch, before, inside, after in
        let out = to + patch
        guard let image else {
          for i in 0..<before + inside + after { out[i] = 0 }
          return
        }
        for i in 0..<before { out[i] = 0 }
        let source = from + image
        copyRun(source, out + before, inside)
        for i in before + inside..<before + inside + after { out[i] = 0 }
      }
    }
  }
}

@inline(__always)
func sumPatchesBody<E: Scalar>(
  _ y: Span<E>, _ grid: PatchGrid, count: Int, _ x: inout MutableSpan<E>
) {
  precondition(
    x.count == count * grid.inputs && y.count == grid.weights * count * grid.outputs,
    "shapes do not fit")
  y.withUnsafeBufferPointer { y in
    x.withUnsafeMutableBufferPointer { x in
      guard let from = y.baseAddress, let to = x.baseAddress else { return }
      for i in 0..<x.count { to[i] = 0 }
      eachRun(grid, count: count) { image, patch, before, inside, _ in
        guard let image else { return }
        let target = to + image
        let source = from + patch + before
        for i in 0..<inside { target[i] += source[i] }
      }
    }
  }
}
