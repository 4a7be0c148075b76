public import Datasets
public import Kernels

/// The samples of some blocks, together in memory, each sample once.
public struct HeldBlocks<Element: Scalar>: Sendable {
  /// All samples, block by block.
  public let samples: Dataset<Element>
  /// Where each block's samples are.
  public let rows: [Int: Range<Int>]

  /// Blocks in the order in which their samples stand.
  /// - Parameter sizes: Block and number of samples.
  public init(_ samples: Dataset<Element>, sizes: [(block: Int, count: Int)]) {
    var rows: [Int: Range<Int>] = [:]
    var begin = 0
    for (block, count) in sizes {
      rows[block] = begin..<begin + count
      begin += count
    }
    precondition(begin == samples.count, "blocks and samples do not fit")
    self.samples = samples
    self.rows = rows
  }

  /// Samples that are all of every block.
  public init(_ samples: Dataset<Element>, wholeFor blocks: [Int]) {
    self.samples = samples
    rows = Dictionary(blocks.map { ($0, 0..<samples.count) }) { first, _ in first }
  }
}
