public import Randomness

extension Quadratic {
  /// Blocks with different Hessians of 0.5 to 1.5, different centers and, if asked for, unequal shares.
  public static func random(
    blocks: Int, dimension: Int, unequal: Bool = false, using stream: inout Stream
  ) -> Quadratic {
    let hessians = (0..<blocks).map { _ in (0..<dimension).map { _ in 0.5 + stream.uniform() } }
    let centers = (0..<blocks).map { _ in (0..<dimension).map { _ in 2 * stream.normal() } }
    let sizes = (0..<blocks).map { _ in unequal ? 0.5 + stream.uniform() : 1 }
    let total = sizes.reduce(0, +)
    return Quadratic(hessians: hessians, centers: centers, shares: sizes.map { $0 / total })
  }

  /// The same, from a seed.
  public static func random(
    blocks: Int, dimension: Int, unequal: Bool = false, seed: UInt64 = 1
  ) -> Quadratic {
    var stream = Stream(seed: seed, for: .synthetic)
    return random(blocks: blocks, dimension: dimension, unequal: unequal, using: &stream)
  }
}
