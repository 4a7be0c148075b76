import Randomness
public import Settings

/// Which samples belong to which block.
///
/// Every process computes it from the same seed and labels, so none has to be told.
public struct Split: Equatable, Sendable {
  /// How samples are put in a row before it is cut into blocks.
  public enum Order: String, Sendable, CaseIterable {
    /// At random by the seed: blocks look alike.
    case shuffled
    /// By label, samples of one label in the order of the file: blocks differ as much as they can.
    case sorted
    /// In the order of the file, as the published programs cut their data.
    case contiguous
  }

  /// The samples of each block, ascending.
  public let blocks: [[Int]]
  /// Whether every block is the whole training set.
  public let isWhole: Bool

  /// A split into `count` blocks whose sizes differ by at most one, the greater first.
  /// - Parameter labels: The survey's, one a sample.
  /// - Throws: where there are more blocks than samples, or none.
  public init(labels: [Double], blocks count: Int, order: Order, seed: UInt64)
    throws(ConfigurationError)
  {
    guard count > 0 else {
      throw ConfigurationError("split: \(count) blocks; at least 1 is needed")
    }
    guard count <= labels.count else {
      throw ConfigurationError(
        "split: \(count) blocks, but the data has only \(labels.count) samples")
    }
    let (size, rest) = labels.count.quotientAndRemainder(dividingBy: count)
    try self.init(
      labels: labels, sizes: (0..<count).map { $0 < rest ? size + 1 : size }, order: order,
      seed: seed)
  }

  /// A split into blocks of the given sizes.
  /// - Throws: where a size is not positive or they do not add up to the number of samples.
  public init(labels: [Double], sizes: [Int], order: Order, seed: UInt64)
    throws(ConfigurationError)
  {
    if let wrong = sizes.first(where: { $0 < 1 || $0 > labels.count }) {
      throw ConfigurationError("split: a block of \(wrong) samples of \(labels.count)")
    }
    // No overflow: each is at most the number of samples, and only so many can be summed before.
    var start = 0
    for size in sizes where start <= labels.count { start += size }
    guard start == labels.count else {
      throw ConfigurationError(
        "split: the \(sizes.count) blocks hold \(start > labels.count ? "more than" : "\(start) of") "
          + "the \(labels.count) samples")
    }
    let row = Self.row(labels, order, seed)
    var blocks: [[Int]] = []
    start = 0
    for size in sizes {
      blocks.append(row[start..<start + size].sorted())
      start += size
    }
    self.blocks = blocks
    isWhole = false
  }

  /// This split of a part of the data set.
  /// - Parameter rows: The samples that are used, ascending.
  public func of(_ rows: [Int]) -> Split {
    isWhole
      ? Split(blocks: Array(repeating: rows, count: blocks.count), isWhole: true)
      : Split(blocks: blocks.map { $0.map { rows[$0] } })
  }

  init(blocks: [[Int]], isWhole: Bool = false) {
    self.blocks = blocks
    self.isWhole = isWhole
  }

  /// The number of samples of each block.
  public var sizes: [Int] { blocks.map(\.count) }

  /// The fraction of all samples that each block holds; they sum to one up to rounding.
  public var shares: [Double] {
    let total = Double(blocks.reduce(0) { $0 + $1.count })
    return blocks.map { Double($0.count) / total }
  }

  private static func row(_ labels: [Double], _ order: Order, _ seed: UInt64) -> [Int] {
    switch order {
    case .shuffled:
      var stream = Stream(seed: seed, for: .split)
      return stream.permutation(labels.count)
    case .sorted:
      return labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) }
    case .contiguous:
      return Array(labels.indices)
    }
  }
}
