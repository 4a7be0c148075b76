public import Randomness

/// Sets of workers, for codes that must survive all of them.
public enum StragglerPatterns {
  /// Every set of `count` of the first n workers, in lexicographic order.
  /// - Complexity: O(count) a set; C(n, count) sets.
  public static func all(_ count: Int, of n: Int) -> [[Int]] {
    guard count <= n else { return [] }
    guard count > 0 else { return [[]] }
    var current = Array(0..<count)
    var sets = [current]
    while let i = current.indices.last(where: { current[$0] < n - count + $0 }) {
      current[i] += 1
      for later in current.indices where later > i { current[later] = current[later - 1] + 1 }
      sets.append(current)
    }
    return sets
  }

  /// The n sets of `count` workers next to each other on a circle of n.
  public static func contiguous(_ count: Int, of n: Int) -> [[Int]] {
    (0..<n).map { first in (0..<count).map { (first + $0) % n }.sorted() }
  }

  /// Random sets of `count` of n workers.
  public static func random(_ count: Int, of n: Int, sets: Int, using stream: inout Stream)
    -> [[Int]]
  { (0..<sets).map { _ in stream.sample(count, below: n) } }

  /// The workers that are not in a set, ascending.
  public static func others(than stragglers: [Int], of n: Int) -> [Int] {
    let late = Set(stragglers)
    return (0..<n).filter { !late.contains($0) }
  }
}
