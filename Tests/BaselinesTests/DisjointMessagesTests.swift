import Coding
import Randomness
import Testing

@testable import Baselines

/// The decoder of IS-GC against every set of workers, and the placements against each other.
@Suite struct DisjointMessagesTests {
  /// For each set of workers, as bits, the most that share no block: by trying both ways.
  private func largest(_ messages: DisjointMessages) -> [Int] {
    let n = messages.placement.count
    let near = (0..<n).map { a in
      (0..<n).reduce(0) { messages.conflict(a, $1) ? $0 | 1 << $1 : $0 }
    }
    var sizes = Array(repeating: 0, count: 1 << n)
    for set in 1..<1 << n {
      let top = Int.bitWidth - 1 - set.leadingZeroBitCount
      sizes[set] = max(sizes[set & ~(1 << top)], 1 + sizes[set & ~near[top]])
    }
    return sizes
  }

  private func expectLargest(_ placement: [[Int]], _ comment: String) {
    let n = placement.count
    let messages = DisjointMessages(placement)
    let sizes = largest(messages)
    var stream = Stream(seed: 1, for: .decoding)
    for set in 1..<1 << n {
      let received = (0..<n).filter { set >> $0 & 1 == 1 }
      let chosen = messages.choose(from: received, using: &stream)
      let blocks = chosen.flatMap { placement[$0] }
      if chosen.count != sizes[set] || Set(blocks).count != blocks.count
        || !Set(chosen).isSubset(of: received)
      {
        Issue.record("\(comment): \(received) gave \(chosen), not \(sizes[set])")
        return
      }
    }
  }

  private func placement(_ name: String, _ n: Int, _ settings: [(String, String)]) throws -> [[Int]]
  {
    let scheme = try CodeUnderTest(name, workers: n, settings).scheme
    return (0..<n).map { scheme.terms(worker: $0, step: 0).map(\.block) }
  }

  @Test(arguments: 1...12) func cyclic(n: Int) throws {
    for c in 1...n {
      expectLargest(try placement("is-gc-cr", n, [("copies", "\(c)")]), "n = \(n), c = \(c)")
    }
  }

  @Test(arguments: 1...12) func fractional(n: Int) throws {
    for c in 1...n where n % c == 0 {
      expectLargest(try placement("is-gc-fr", n, [("copies", "\(c)")]), "n = \(n), c = \(c)")
    }
  }

  @Test(arguments: 1...12) func hybrid(n: Int) throws {
    for groups in 1...n where n % groups == 0 {
      let size = n / groups
      for c in 1...size {
        for within in 0...c
        where HybridPlacement.decodes(groups: groups, size: size, copies: c, within: within) {
          let blocks = try placement(
            "is-gc-hr", n,
            [("groups", "\(groups)"), ("copies", "\(c)"), ("within", "\(within)")])
          #expect(blocks.allSatisfy { Set($0).count == c })
          for block in 0..<n { #expect(blocks.count { $0.contains(block) } == c) }
          expectLargest(blocks, "n = \(n), g = \(groups), c = \(c), c₁ = \(within)")
        }
      }
    }
  }

  @Test(arguments: [(8, 2, 3), (12, 3, 2), (6, 1, 4)]) func cyclicIsHybrid(
    n: Int, groups: Int, c: Int
  ) throws {
    let hybrid = try placement(
      "is-gc-hr", n, [("groups", "\(groups)"), ("copies", "\(c)"), ("within", "0")])
    #expect(try hybrid == placement("is-gc-cr", n, [("copies", "\(c)")]))
  }

  @Test(arguments: [(8, 4), (12, 3), (6, 2)], [0, 1])
  func fractionalIsHybrid(size: (n: Int, c: Int), outer: Int) throws {
    let (n, c) = size
    let hybrid = try placement(
      "is-gc-hr", n,
      [("groups", "\(n / c)"), ("copies", "\(c)"), ("within", "\(c - outer)")])
    let fractional = try placement("is-gc-fr", n, [("copies", "\(c)")])
    #expect(hybrid.map(Set.init) == fractional.map(Set.init))
  }

  /// The worked example of the scheme's documentation.
  @Test func hybridExample() throws {
    let blocks = try placement(
      "is-gc-hr", 8, [("groups", "2"), ("copies", "3"), ("within", "1")])
    #expect(
      blocks == [
        [3, 0, 1], [0, 1, 2], [1, 2, 3], [2, 3, 4], [7, 4, 5], [4, 5, 6], [5, 6, 7], [6, 7, 0],
      ])
  }

  /// Fractional recovers the most, cyclic the least, over all sets of a size.
  @Test(arguments: 1...8) func hybridIsBetween(results: Int) throws {
    func total(_ name: String, _ settings: [(String, String)]) throws -> Int {
      let sizes = largest(DisjointMessages(try placement(name, 8, settings)))
      return sizes.indices.reduce(0) { $0 + ($1.nonzeroBitCount == results ? sizes[$1] : 0) }
    }
    let fractional = try total("is-gc-fr", [("copies", "4")])
    let hybrid = try total("is-gc-hr", [("copies", "4"), ("groups", "2"), ("within", "2")])
    let cyclic = try total("is-gc-cr", [("copies", "4")])
    #expect(fractional >= hybrid && hybrid >= cyclic)
  }
}
