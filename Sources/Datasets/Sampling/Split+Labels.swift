import Glibc
import Randomness
import Settings

extension Split {
  /// Blocks of which each is the whole training set.
  init(whole samples: Int, blocks count: Int) {
    self.init(
      blocks: Array(repeating: Array(0..<samples), count: count), isWhole: true)
  }

  /// One class a block: the samples of class c are shared by the blocks i with i mod C = c.
  /// - Throws: where there are fewer blocks than classes, or fewer samples of a class than its blocks.
  init(classes labels: [Double], blocks count: Int, option: String) throws(ConfigurationError) {
    let values = Set(labels).sorted()
    guard count >= values.count else {
      throw ConfigurationError(
        "\(option) classes: \(values.count) classes, but only \(count) blocks; one of them must hold "
          + "several: give sorted, or more workers")
    }
    var blocks = Array(repeating: [Int](), count: count)
    for (number, value) in values.enumerated() {
      let samples = labels.indices.filter { labels[$0] == value }
      let takers = Array(stride(from: number, to: count, by: values.count))
      guard samples.count >= takers.count else {
        throw ConfigurationError(
          "\(option) classes: \(takers.count) blocks share class \(number), which has only "
            + "\(samples.count) samples; give fewer workers")
      }
      for (place, taker) in takers.enumerated() {
        let begin = place * samples.count / takers.count
        let end = (place + 1) * samples.count / takers.count
        blocks[taker] = Array(samples[begin..<end])
      }
    }
    self.init(blocks: blocks)
  }

  /// Blocks of one size, up to one sample, whose labels are skewed.
  ///
  /// Block i wants labels in parts p_i ~ Dirichlet(α, …, α). Blocks take samples in turn, one at a time,
  /// each of a label that it draws from p_i among those that are left; where none that it wants is left,
  /// labels count as often as they are left. So sizes are equal, and the last samples go where there is room.
  ///
  /// - Source: the parts: Hsu, Qi, Brown, "Measuring the Effects of Non-Identical Data Distribution for
  ///   Federated Visual Classification", arXiv:1909.06335; equal sizes as in the experiments of
  ///   Maranjyan, Richtárik, "Ringleader ASGD", ICLR 2026.
  /// - Throws: where there are more blocks than samples.
  init(labels: [Double], blocks count: Int, dirichlet alpha: Double, seed: UInt64)
    throws(ConfigurationError)
  {
    let sizes = try Split(labels: labels, blocks: count, order: .contiguous, seed: seed).sizes
    let values = Set(labels).sorted()
    var order = Stream(seed: seed, for: .split)
    let row = order.permutation(labels.count)
    let numbers = Dictionary(uniqueKeysWithValues: zip(values, values.indices))
    var pools = Array(repeating: [Int](), count: values.count)
    for sample in row { pools[numbers[labels[sample]] ?? 0].append(sample) }
    var draws = (0..<count).map { Stream(seed: seed, for: .split, 1, $0) }
    let wanted = draws.indices.map { draws[$0].dirichlet(alpha, count: values.count) }
    var blocks = Array(repeating: [Int](), count: count)
    for turn in 0..<(sizes.max() ?? 0) {
      for block in 0..<count where turn < sizes[block] {
        var weights = zip(wanted[block], pools).map { $1.isEmpty ? 0 : $0 }
        if weights.reduce(0, +) <= 0 { weights = pools.map { Double($0.count) } }
        let label = draws[block].index(by: weights)
        // Rounding may end the sum at a label that has none left.
        let found = pools[label].isEmpty ? (pools.firstIndex { !$0.isEmpty } ?? 0) : label
        blocks[block].append(pools[found].removeLast())
      }
    }
    self.init(blocks: blocks.map { $0.sorted() })
  }
}

extension Stream {
  /// Parts that sum to one, Dirichlet with all parameters α.
  fileprivate mutating func dirichlet(_ alpha: Double, count: Int) -> [Double] {
    // Logarithms, since a gamma number of a small α may be too small for a double.
    let logs = (0..<count).map { _ in logGamma(shape: alpha) }
    let largest = logs.max() ?? 0
    let parts = logs.map { exp($0 - largest) }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }

  /// The logarithm of a gamma number (Marsaglia, Tsang 2000; below one by a number of shape + 1).
  private mutating func logGamma(shape: Double) -> Double {
    if shape < 1 { return logGamma(shape: shape + 1) + log(uniform()) / shape }
    let d = shape - 1 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      if log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return log(d * v) }
    }
  }

  /// An index, each as likely as its weight says.
  fileprivate mutating func index(by weights: [Double]) -> Int {
    var left = uniform() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() where weight > 0 {
      left -= weight
      if left <= 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
