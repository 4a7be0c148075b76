extension Stream {
  /// A permutation of 0..<count, each equally likely (Fisher and Yates).
  ///
  /// Written out, not taken from the standard library, whose algorithm may change between versions.
  public mutating func permutation(_ count: Int) -> [Int] {
    var items = Array(0..<count)
    guard count > 1 else { return items }
    for last in stride(from: count - 1, to: 0, by: -1) { items.swapAt(last, index(through: last)) }
    return items
  }

  /// `count` different numbers of 0..<bound, in ascending order (Floyd's algorithm).
  /// - Precondition: 0 ≤ count ≤ bound.
  /// - Complexity: O(count log count), whatever the bound.
  public mutating func sample(_ count: Int, below bound: Int) -> [Int] {
    precondition(count >= 0 && count <= bound, "a sample of \(count) from \(bound)")
    guard count < bound else { return Array(0..<bound) }
    var chosen = Set<Int>(minimumCapacity: count)
    for top in (bound - count)..<bound {
      let candidate = index(through: top)
      chosen.insert(chosen.contains(candidate) ? top : candidate)
    }
    return chosen.sorted()
  }

  /// A number of 0...last by Lemire's multiplication, unbiased.
  private mutating func index(through last: Int) -> Int {
    let bound = UInt64(last) + 1
    while true {
      let (high, low) = bound.multipliedFullWidth(by: next())
      if low >= bound || low >= (0 &- bound) % bound { return Int(high) }
    }
  }
}
