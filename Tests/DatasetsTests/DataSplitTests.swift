import Console
import Randomness
import Settings
import Testing

@testable import Datasets

@Suite("Data: split into blocks")
struct DataSplitTests {
  static func labels(_ count: Int) -> [Double] { (0..<count).map { Double(($0 * 7) % 5) } }

  @Test(arguments: [1, 2, 7, 30, 100], Split.Order.allCases)
  func everySampleIsInOneBlock(blocks: Int, order: Split.Order) throws {
    let split = try Split(labels: Self.labels(100), blocks: blocks, order: order, seed: 5)
    #expect(split.blocks.count == blocks)
    #expect(split.blocks.flatMap { $0 }.sorted() == Array(0..<100))
    #expect(split.blocks.allSatisfy { $0 == $0.sorted() })
    #expect((split.sizes.max() ?? 0) - (split.sizes.min() ?? 0) <= 1)
    #expect(abs(split.shares.reduce(0, +) - 1) < 1e-14)
    #expect(split.shares == split.sizes.map { Double($0) / 100 })
  }

  @Test func sortedPutsLabelsTogetherAndKeepsTheFilesOrder() throws {
    let split = try Split(labels: [2, 0, 1, 0, 2, 1, 0], blocks: 3, order: .sorted, seed: 1)
    // By hand: rows in order of label are 1 3 6 | 2 5 | 0 4, sizes 3, 2, 2.
    #expect(split.blocks == [[1, 3, 6], [2, 5], [0, 4]])
  }

  @Test func contiguousKeepsTheFilesOrder() throws {
    let split = try Split(labels: [2, 0, 1, 0, 2, 1, 0], blocks: 3, order: .contiguous, seed: 1)
    #expect(split.blocks == [[0, 1, 2], [3, 4], [5, 6]])
  }

  @Test func shufflingIsThePermutationOfTheSeed() throws {
    let split = try Split(labels: Self.labels(10), sizes: [5, 1, 4], order: .shuffled, seed: 9)
    var stream = Stream(seed: 9, for: .split)
    let row = stream.permutation(10)
    #expect(split.blocks == [row[..<5].sorted(), [row[5]], row[6...].sorted()])
    let other = try Split(labels: Self.labels(10), sizes: [5, 1, 4], order: .shuffled, seed: 10)
    #expect(split != other)
  }

  @Test func errors() {
    func says(_ make: () throws(ConfigurationError) -> Split) -> String? {
      do throws(ConfigurationError) {
        _ = try make()
        return nil
      } catch { return error.description }
    }
    let five = Self.labels(5)
    #expect(
      says { () throws(ConfigurationError) in
        try Split(labels: five, blocks: 6, order: .sorted, seed: 1)
      }
        == "split: 6 blocks, but the data has only 5 samples")
    #expect(
      says { () throws(ConfigurationError) in
        try Split(labels: five, blocks: 0, order: .sorted, seed: 1)
      }
        == "split: 0 blocks; at least 1 is needed")
    #expect(
      says { () throws(ConfigurationError) in
        try Split(labels: five, sizes: [2, 2], order: .sorted, seed: 1)
      } == "split: the 2 blocks hold 4 of the 5 samples")
    #expect(
      says { () throws(ConfigurationError) in
        try Split(labels: five, sizes: [2, 4], order: .sorted, seed: 1)
      } == "split: the 2 blocks hold more than the 5 samples")
    #expect(
      says { () throws(ConfigurationError) in
        try Split(labels: five, sizes: [5, 0], order: .sorted, seed: 1)
      } == "split: a block of 0 samples of 5")
    #expect(
      says { () throws(ConfigurationError) in
        try Split(labels: five, sizes: [.max, .max], order: .sorted, seed: 1)
      } == "split: a block of \(Int.max) samples of 5")
  }
}
