import Settings
import Testing

@testable import Datasets

/// Blocks by label, and blocks that are all of the data.
@Suite("Data: rules of blocks") struct BlockRuleTests {
  private static let labels = (0..<1000).map { Double(($0 * 7) % 10) }

  private func split(
    _ text: String, labels: [Double] = labels, kind: LabelKind = .classes(10), blocks: Int = 20,
    seed: UInt64 = 5
  ) throws -> Split {
    try BlockRule(text).split(labels: labels, kind: kind, blocks: blocks, seed: seed)
  }

  /// How many different labels a block has, on average.
  private func labelsOfBlock(_ split: Split) -> Double {
    let counts = split.blocks.map { Set($0.map { Self.labels[$0] }).count }
    return Double(counts.reduce(0, +)) / Double(counts.count)
  }

  @Test(arguments: ["dirichlet", "dirichlet:alpha=0.001", "dirichlet:alpha=100"], [1, 3, 20, 999])
  func skewedBlocksAreOfOneSizeAndHaveEverySampleOnce(text: String, blocks: Int) throws {
    let split = try split(text, blocks: blocks)
    #expect(split.blocks.flatMap { $0 }.sorted() == Array(0..<1000))
    #expect((split.sizes.max() ?? 0) - (split.sizes.min() ?? 0) <= 1)
    #expect(split.blocks.allSatisfy { $0 == $0.sorted() })
    #expect(try self.split(text, blocks: blocks) == split)
    if blocks == 20 { #expect(try self.split(text, seed: 6) != split) }
  }

  @Test func aSmallAlphaSkewsMore() throws {
    let counts = try [0.01, 0.1, 1, 100].map {
      labelsOfBlock(try split("dirichlet:alpha=\($0)"))
    }
    #expect(counts == counts.sorted())
    #expect(counts[0] < 5 && counts[3] > 9.5, "\(counts)")
  }

  @Test func oneClassABlock() throws {
    let split = try split("classes")
    for (block, samples) in split.blocks.enumerated() {
      #expect(Set(samples.map { Self.labels[$0] }) == [Double(block % 10)])
      #expect(samples.count == 50)
    }
    #expect(split.blocks.flatMap { $0 }.sorted() == Array(0..<1000))
  }

  @Test func everyBlockIsTheWhole() throws {
    let split = try split("whole", blocks: 3)
    #expect(split.isWhole && split.blocks == Array(repeating: Array(0..<1000), count: 3))
    #expect(split.shares.allSatisfy { abs($0 - 1 / 3) < 1e-15 })
    #expect(split.of(Array(stride(from: 0, to: 2000, by: 2))).blocks[2][5] == 10)
  }

  @Test(
    arguments: [
      ("dirichlett", 4, LabelKind.classes(10), "did you mean 'dirichlet'"),
      ("dirichlet:alpha=0", 4, .classes(10), "out of range"),
      ("dirichlet:beta=1", 4, .classes(10), "beta"),
      ("shuffled:alpha=1", 4, .classes(10), "no settings"),
      ("classes", 4, .classes(10), "10 classes, but only 4 blocks"),
      ("classes", 2000, .classes(10), "give fewer workers"),
      ("classes", 20, .real, "labels are real numbers"),
      ("dirichlet", 20, .real, "labels are real numbers"),
      ("dirichlet", 1001, .classes(10), "only 1000 samples"),
    ])
  func errors(text: String, blocks: Int, kind: LabelKind, says: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try split(text, kind: kind, blocks: blocks)
    }
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
  }
}
