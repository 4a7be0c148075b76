/// A stream of random numbers, keyed by (seed, purpose, a, b): a value, never shared, never stored.
///
/// Its i-th number depends on nothing else. So two schemes with one seed see the same split, start,
/// minibatches and delays, whatever either drew before; and a resumed run needs no generator state.
public struct Stream: RandomNumberGenerator, Sendable {
  private let key: (UInt32, UInt32)
  private let a: UInt32
  private let b: UInt32
  private let purpose: UInt32
  private var index: UInt32 = 0
  private var spare: UInt64?

  /// The stream of a purpose.
  /// - Parameters:
  ///   - seed: The run's seed.
  ///   - purpose: What the numbers are for.
  ///   - a: The first key, such as a step, or the draw of a task.
  ///   - b: The second key, such as a worker or a block.
  public init(seed: UInt64, for purpose: Purpose, _ a: Int = 0, _ b: Int = 0) {
    // The upper half of a, of a task that repeats a version, turns the key by the golden ratio.
    let repetition = a > 0 ? UInt32(truncatingIfNeeded: a >> 32) : 0
    key = (
      UInt32(truncatingIfNeeded: seed),
      UInt32(truncatingIfNeeded: seed >> 32) ^ (repetition &* 0x9E37_79B9)
    )
    self.a = UInt32(truncatingIfNeeded: a)
    self.b = UInt32(truncatingIfNeeded: b)
    self.purpose = purpose.rawValue
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    if let bits = spare {
      spare = nil
      return bits
    }
    let words = Philox.block((index, a, b, purpose), key: key)
    index &+= 1
    spare = UInt64(words.2) | UInt64(words.3) << 32
    return UInt64(words.0) | UInt64(words.1) << 32
  }

  /// A uniform number in (0, 1], a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Double((next() >> 11) &+ 1) * 0x1p-53 }

  /// A whole number in 0..<bound, each equally likely.
  /// - Precondition: `bound` is positive.
  public mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
