import Randomness

/// The name of the random choices within one gradient, such as the units that a network drops.
///
/// It is a function of (seed, step, block) alone. So every holder of a block, both transports, any
/// number of threads and a replay see the same choices, and a gradient stays named by its block and
/// version.
public struct Draw: Equatable, Sendable {
  /// The seed of this block's streams at this step.
  private let key: UInt64

  /// The choices of a block at a step.
  public init(seed: UInt64, step: Int, block: Int) {
    var stream = Stream(seed: seed, for: .dropout, step, block)
    key = stream.next()
  }

  /// The stream of a layer for the sample at a position of the block's batch.
  func stream(position: Int, layer: Int) -> Stream {
    Stream(seed: key, for: .dropout, position, layer)
  }
}
