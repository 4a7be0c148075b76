import Randomness
public import Settings

/// Which samples of each block a step uses: a fixed number, drawn anew or in the order of an epoch.
///
/// The draw is keyed by (seed, step, block). Every worker that holds a block draws the same samples,
/// without which a coded sum could not be decoded; and so does every scheme.
///
/// With `Sampling.reshuffle` step t of block i uses the positions t b_i to (t + 1) b_i − 1 of its epochs'
/// orders, one behind the other. So a worker that does every step uses every sample once an epoch.
public struct Minibatch: Equatable, Sendable {
  /// b_i: samples of each block a step.
  public let counts: [Int]
  /// N_i: samples of each block in all.
  public let sizes: [Int]
  /// How they are chosen.
  public let sampling: Sampling
  private let seed: UInt64

  /// Shares `total` samples a step among blocks in proportion to their sizes, by largest remainder,
  /// at least one each.
  /// - Throws: where `total` is less than the number of blocks or more than the samples.
  public init(
    total: Int, sizes: [Int], sampling: Sampling = .independent, seed: UInt64
  ) throws(ConfigurationError) {
    let samples = sizes.reduce(0, +)
    guard total >= sizes.count else {
      throw ConfigurationError(
        "batch: \(total) samples a step, but there are \(sizes.count) blocks and each needs one")
    }
    guard total <= samples, sizes.allSatisfy({ $0 > 0 }) else {
      throw ConfigurationError("batch: \(total) samples a step, but there are only \(samples)")
    }
    counts = Self.share(total, sizes, samples)
    self.sizes = sizes
    self.sampling = sampling
    self.seed = seed
  }

  /// The samples of a block at a step: ascending numbers below the block's size.
  /// - Parameter step: A step, or the draw of a task: the lower half counts, the upper half is a key.
  /// - Complexity: O(b log b) with b samples a step; where blocks are reshuffled O(size), which
  ///   `EpochOrders` saves.
  public func rows(block: Int, step: Int) -> [Int] {
    rows(block: block, step: step) { order(ofEpoch: $0, block: block) }
  }

  func rows(block: Int, step: Int, orderOfEpoch: (Int) -> [Int]) -> [Int] {
    let (count, size) = (counts[block], sizes[block])
    guard count < size else { return Array(0..<size) }
    guard sampling == .reshuffle else {
      var stream = Stream(seed: seed, for: .minibatch, step, block)
      return stream.sample(count, below: size)
    }
    let (epoch, begin) = ((step & Self.lowerHalf) * count).quotientAndRemainder(dividingBy: size)
    let repetition = step & ~Self.lowerHalf
    var rows = orderOfEpoch(epoch | repetition)[begin..<min(begin + count, size)]
    if rows.count < count { rows += orderOfEpoch(epoch + 1 | repetition)[..<(count - rows.count)] }
    return rows.sorted()
  }

  /// The order of a block's samples in an epoch.
  func order(ofEpoch epoch: Int, block: Int) -> [Int] {
    var stream = Stream(seed: seed, for: .epoch, epoch, block)
    return stream.permutation(sizes[block])
  }

  private static let lowerHalf = Int(UInt32.max)

  /// The factor N_i / b_i that makes the sum over a block's draw an unbiased estimate of the sum over
  /// the block.
  public func weight(block: Int) -> Double { Double(sizes[block]) / Double(counts[block]) }

  private static func share(_ total: Int, _ sizes: [Int], _ samples: Int) -> [Int] {
    // Exact, because a rounded remainder could break or make a tie.
    let quotas = sizes.map { total.multipliedFullWidth(by: $0) }
    let floors = quotas.map { samples.dividingFullWidth($0) }
    var counts = floors.map { max(1, $0.quotient) }
    let byRemainder = sizes.indices.sorted {
      (floors[$1].remainder, $0) < (floors[$0].remainder, $1)
    }
    var left = total - counts.reduce(0, +)
    for i in byRemainder where left > 0 && floors[i].quotient > 0 && counts[i] < sizes[i] {
      counts[i] += 1
      left -= 1
    }
    // The blocks that were raised to one took from the others: those farthest over their share give.
    while left < 0 {
      let over = counts.indices.filter { counts[$0] > 1 }.max {
        let a = Double(counts[$0]) / Double(sizes[$0])
        let b = Double(counts[$1]) / Double(sizes[$1])
        return (a, $1) < (b, $0)
      }
      guard let over else { break }
      counts[over] -= 1
      left += 1
    }
    return counts
  }
}
