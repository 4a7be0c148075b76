import Coding
import Randomness
import Testing

@Suite struct StragglerPatternsTests {
  @Test(arguments: [(0, 1), (1, 6), (2, 15), (3, 20), (6, 1), (7, 0)])
  func allSets(count: Int, sets: Int) {
    let all = StragglerPatterns.all(count, of: 6)
    // C(6, count).
    #expect(all.count == sets)
    #expect(Set(all).count == sets)
    for set in all {
      #expect(set.count == count)
      #expect(set == Set(set).sorted())
      #expect(set.allSatisfy { (0..<6).contains($0) })
    }
    #expect(all == all.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func pairsOfFour() {
    #expect(
      StragglerPatterns.all(2, of: 4) == [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]])
  }

  @Test func contiguousSetsGoAround() {
    #expect(
      StragglerPatterns.contiguous(3, of: 5)
        == [[0, 1, 2], [1, 2, 3], [2, 3, 4], [0, 3, 4], [0, 1, 4]])
    #expect(StragglerPatterns.contiguous(0, of: 3) == [[], [], []])
  }

  @Test func randomSets() {
    var stream = Stream(seed: 3, for: .code)
    let sets = StragglerPatterns.random(5, of: 24, sets: 200, using: &stream)
    #expect(sets.count == 200)
    for set in sets {
      #expect(set.count == 5)
      #expect(set == Set(set).sorted())
    }
    #expect(Set(sets.flatMap { $0 }) == Set(0..<24))
    #expect(Set(sets).count > 190)
  }

  @Test func theOthers() {
    #expect(StragglerPatterns.others(than: [3, 1], of: 5) == [0, 2, 4])
    #expect(StragglerPatterns.others(than: [], of: 2) == [0, 1])
    #expect(StragglerPatterns.others(than: [0, 1], of: 2) == [])
  }
}
