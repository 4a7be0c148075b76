// Rows of a matrix of ones. What limits them is the number of loads, so that one load reads two
// column numbers, and the steps of the loop count too: four entries each.

/// Σ_k w[indices[k]] over a row: four sums by place, and their sum.
@inline(__always)
func sumOf<E: Scalar>(
  _ w: UnsafeBufferPointer<E>, at indices: UnsafeBufferPointer<Int32>, _ entries: Range<Int>
) -> E {
  guard let w = w.baseAddress, let indices = indices.baseAddress else { return 0 }
  var (a, b, c, d): (E, E, E, E) = (0, 0, 0, 0)
  var at = indices + entries.lowerBound
  let end = indices + entries.upperBound
  while at <= end - 4 {
    let (first, second) = pair(at)
    let (third, fourth) = pair(at + 2)
    a += w[first]
    b += w[second]
    c += w[third]
    d += w[fourth]
    at += 4
  }
  if at <= end - 2 {
    let (first, second) = pair(at)
    a += w[first]
    b += w[second]
    at += 2
  }
  if at < end { c += w[Int(at.pointee)] }
  return (a + b) + (c + d)
}

/// g[indices[k]] ← g[indices[k]] + α over a row.
@inline(__always)
func add<E: Scalar>(
  _ alpha: E, to g: UnsafeMutableBufferPointer<E>, at indices: UnsafeBufferPointer<Int32>,
  _ entries: Range<Int>
) {
  guard let g = g.baseAddress, let indices = indices.baseAddress else { return }
  var at = indices + entries.lowerBound
  let end = indices + entries.upperBound
  while at <= end - 4 {
    let (first, second) = pair(at)
    let (third, fourth) = pair(at + 2)
    g[first] += alpha
    g[second] += alpha
    g[third] += alpha
    g[fourth] += alpha
    at += 4
  }
  if at <= end - 2 {
    let (first, second) = pair(at)
    g[first] += alpha
    g[second] += alpha
    at += 2
  }
  if at < end { g[Int(at.pointee)] += alpha }
}

@inline(__always)
private func pair(_ indices: UnsafePointer<Int32>) -> (Int, Int) {
  let both = UInt64(littleEndian: UnsafeRawPointer(indices).loadUnaligned(as: UInt64.self))
  return (Int(truncatingIfNeeded: both & 0xffff_ffff), Int(truncatingIfNeeded: both &>> 32))
}
