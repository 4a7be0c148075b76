import Randomness

/// One gradient that a program is asked for.
struct ProgramTask {
  let block: Int
  /// The version of the model, and how often a worker had it before.
  let version: Int
  let repetition: Int
  let seed: UInt64
  /// Keys the random choices of this evaluation, such as dropout: of (seed, version, block) alone.
  let key: UInt64
  /// What each sample counts in the mean gradient.
  let weight: Double
  /// The samples that are drawn, ascending; empty where it is the whole block.
  let drawn: [Int]
  /// All samples of the block, where it is the whole block.
  let blockSamples: [Int]?

  /// A task from the draw that keys it.
  /// - Parameters:
  ///   - samples: Of the block that are used.
  ///   - share: The part of all samples in the block.
  init(
    block: Int, draw: Int, seed: UInt64, share: Double, samples: [Int], isWhole: Bool
  ) {
    self.block = block
    version = draw & Int(UInt32.max)
    repetition = draw >> 32
    self.seed = seed
    var stream = Stream(seed: seed, for: .dropout, draw, block)
    key = stream.next()
    weight = share / Double(max(samples.count, 1))
    drawn = isWhole ? [] : samples
    blockSamples = isWhole ? samples : nil
  }

  /// The words that name it in an error.
  var place: String { "block \(block) at step \(version)" }

  /// The question.
  func frame(model: Int, gradient: Int) -> Frame {
    var body: [UInt8] = []
    body.reserveCapacity(64 + 4 * drawn.count)
    body.add(seed)
    body.add(key)
    body.add(UInt32(version))
    body.add(UInt32(repetition))
    body.add(UInt32(block))
    body.add(UInt32(drawn.count))
    body.add(weight)
    body.add(UInt64(model))
    body.add(UInt64(gradient))
    for sample in drawn { body.add(UInt32(sample)) }
    return Frame(.evaluate, body)
  }
}
