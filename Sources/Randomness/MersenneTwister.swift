/// MT19937 with the seeding and the draws of numpy's legacy `RandomState`.
///
/// It is here only to repeat published runs and splits that were drawn with numpy; everything else
/// draws from `Stream`.
///
/// - Source: Matsumoto, Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998; seeding of 2002.
public struct MersenneTwister: Sendable {
  private static let size = 624
  private static let middle = 397

  private var state: [UInt32]
  private var position: Int

  /// The generator of `numpy.random.RandomState(seed)`.
  /// - Complexity: 624 words, about two microseconds.
  public init(seed: UInt32) {
    var word = seed
    state = [UInt32](unsafeUninitializedCapacity: Self.size) { words, count in
      for i in 0..<Self.size {
        words[i] = word
        word = 1_812_433_253 &* (word ^ (word >> 30)) &+ UInt32(i + 1)
      }
      count = Self.size
    }
    position = Self.size
  }

  /// The next 32 random bits.
  public mutating func next() -> UInt32 {
    if position == Self.size { refill() }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    return word ^ (word >> 18)
  }

  /// A uniform number in [0, 1), a multiple of 2⁻⁵³, as `random_sample()` gives.
  public mutating func uniform() -> Double {
    let high = next() >> 5
    let low = next() >> 6
    return (Double(high) * 0x1p26 + Double(low)) * 0x1p-53
  }

  /// A permutation of 0..<count, as `permutation(count)` gives.
  ///
  /// scikit-learn's `train_test_split(random_state:)` takes its test rows from the front of it.
  /// - Precondition: `count` is at most 2³², above which numpy draws 64 bits a number.
  public mutating func permutation(_ count: Int) -> [Int] {
    precondition(count <= 1 << 32, "a permutation of \(count)")
    var items = Array(0..<max(count, 0))
    for last in stride(from: items.count - 1, to: 0, by: -1) {
      items.swapAt(last, Int(number(through: UInt32(last))))
    }
    return items
  }

  /// A number of 0...last: numpy's `random_interval`, which rejects under the smallest mask.
  private mutating func number(through last: UInt32) -> UInt32 {
    guard last > 0 else { return 0 }
    let mask = UInt32.max >> UInt32(last.leadingZeroBitCount)
    while true {
      let candidate = next() & mask
      if candidate <= last { return candidate }
    }
  }

  private mutating func refill() {
    let size = Self.size
    for i in 0..<size {
      let bits = (state[i] & 0x8000_0000) | (state[(i + 1) % size] & 0x7FFF_FFFF)
      let twist: UInt32 = bits & 1 == 0 ? 0 : 0x9908_B0DF
      state[i] = state[(i + Self.middle) % size] ^ (bits >> 1) ^ twist
    }
    position = 0
  }
}
