import Randomness
import Testing

/// A draw in the upper half of the first key is another stream, and none there is the stream of the step.
@Suite struct RepetitionTests {
  private func numbers(_ seed: UInt64, _ a: Int, _ b: Int) -> [UInt64] {
    var stream = Stream(seed: seed, for: .minibatch, a, b)
    return (0..<4).map { _ in stream.next() }
  }

  @Test func repetitionsAreStreamsOfTheirOwn() {
    var seen = Set<[UInt64]>()
    var count = 0
    for seed in [1, 2, 1 << 32] as [UInt64] {
      for step in [0, 1, 1 << 31] {
        for repetition in 0..<3 {
          for block in [0, 1, 7] {
            seen.insert(numbers(seed, step | repetition << 32, block))
            count += 1
          }
        }
      }
    }
    #expect(seen.count == count)
  }
}
