// What evaluations count, and the rows that minibatches pick.

@inline(__always)
func gatherRowsBody<E: Scalar>(
  _ a: Span<E>, columns: Int, chosen: Span<Int>, _ y: inout MutableSpan<E>
) {
  precondition(y.count == chosen.count * columns, "shapes do not fit")
  guard columns > 0 else { return }
  let rows = a.count / columns
  a.withUnsafeBufferPointer { a in
    y.withUnsafeMutableBufferPointer { y in
      guard let from = a.baseAddress, let to = y.baseAddress else { return }
      for i in 0..<chosen.count {
        let row = chosen[i]
        precondition(row >= 0 && row < rows, "no such row")
        to.advanced(by: i * columns).update(from: from.advanced(by: row * columns), count: columns)
      }
    }
  }
}

@inline(__always)
func countSignsBody<E: Scalar>(_ z: Span<E>, _ labels: Span<E>) -> Int {
  precondition(z.count == labels.count, "margins and labels do not fit")
  var right = 0
  for i in 0..<labels.count where labels[i] > 0 ? z[i] > 0 : z[i] <= 0 { right += 1 }
  return right
}

@inline(__always)
func countLargestBody<E: Scalar>(_ z: Span<E>, _ labels: Span<E>, classes: Int) -> Int {
  precondition(classes > 0 && z.count == labels.count * classes, "logits and labels do not fit")
  var right = 0
  for row in 0..<labels.count {
    let base = row * classes
    var best = 0
    var known = true
    for c in 0..<classes {
      if z[base + c] > z[base + best] { best = c }
      if z[base + c].isNaN { known = false }
    }
    if known && E(best) == labels[row] { right += 1 }
  }
  return right
}

@inline(__always)
func squaredDeviationsBody<E: Scalar>(_ y: Span<E>) -> Double {
  guard y.count > 0 else { return 0 }
  // Relative to the first element, so that equal ones give exactly zero.
  let first = y[0].double
  var sum = 0.0
  for i in 0..<y.count { sum += y[i].double - first }
  let mean = first + sum / Double(y.count)
  var squares = 0.0
  for i in 0..<y.count { squares += (y[i].double - mean) * (y[i].double - mean) }
  return squares
}

@inline(__always)
func doublesBody<E: Scalar>(_ x: Span<E>) -> [Double] {
  Array(unsafeUninitializedCapacity: x.count) { out, count in
    for i in 0..<x.count { out.initializeElement(at: i, to: x[i].double) }
    count = x.count
  }
}

@inline(__always)
func elementsBody<E: Scalar>(_ x: Span<E>) -> [E] {
  Array(unsafeUninitializedCapacity: x.count) { out, count in
    for i in 0..<x.count { out.initializeElement(at: i, to: x[i]) }
    count = x.count
  }
}
