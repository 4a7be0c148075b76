// Coordinate-wise statistics of several vectors.

@inline(__always)
func mediansBody<E: Scalar>(_ vectors: [Slot<E>], _ y: inout MutableSpan<E>) {
  let k = vectors.count
  guard k > 0 else { return }
  for slot in vectors { precondition(slot.vector.count == y.count, "vectors of different lengths") }
  var column = [E](repeating: 0, count: k)
  for i in 0..<y.count {
    // Insertion: there are few vectors.
    for j in 0..<k {
      let value = vectors[j].vector[i]
      var place = j
      while place > 0, column[place - 1] > value {
        column[place] = column[place - 1]
        place -= 1
      }
      column[place] = value
    }
    let middle = column[k / 2]
    y[i] = k % 2 == 1 ? middle : (column[k / 2 - 1] + middle) / 2
  }
}
