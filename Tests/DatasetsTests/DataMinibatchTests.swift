import Randomness
import Settings
import Testing

@testable import Datasets

@Suite("Data: minibatches")
struct DataMinibatchTests {
  @Test(arguments: [
    (10, [5, 5], [5, 5]), (3, [50, 50], [2, 1]), (6, [10, 20, 30], [1, 2, 3]),
    (3, [1, 1, 98], [1, 1, 1]), (10, [1, 1, 98], [1, 1, 8]), (7, [3, 3, 3], [3, 2, 2]),
    // Quotas 0.2, 4.9, 4.9: one goes to the small block, both others give up what rounds up.
    (10, [2, 49, 49], [1, 4, 5]),
  ])
  func sharesByLargestRemainder(total: Int, sizes: [Int], counts: [Int]) throws {
    let shared = try Minibatch(total: total, sizes: sizes, seed: 1).counts
    #expect(shared.sorted() == counts.sorted())
    #expect(shared.reduce(0, +) == total)
  }

  @Test func sharesAddUpAndFit() throws {
    var stream = Stream(seed: 2, for: .synthetic)
    for _ in 0..<500 {
      let sizes = (0..<1 + stream.below(9)).map { _ in
        1 + stream.below(stream.below(2) == 0 ? 4 : 90)
      }
      let samples = sizes.reduce(0, +)
      let total = sizes.count + stream.below(samples - sizes.count + 1)
      let counts = try Minibatch(total: total, sizes: sizes, seed: 1).counts
      #expect(counts.reduce(0, +) == total)
      for (count, size) in zip(counts, sizes) {
        #expect(count >= 1 && count <= size)
        // Nobody gets more than the share rounded up; less only for blocks raised to one.
        #expect(Double(count) < max(1.5, Double(total) * Double(size) / Double(samples) + 1))
      }
    }
  }

  @Test func everyHolderDrawsTheSame() throws {
    let one = try Minibatch(total: 20, sizes: [40, 60], seed: 8)
    let same = try Minibatch(total: 20, sizes: [40, 60], seed: 8)
    let first = same.rows(block: 1, step: 3)
    _ = one.rows(block: 0, step: 9)
    #expect(one.rows(block: 1, step: 3) == first)
    #expect(first.count == 12 && first == Array(Set(first)).sorted())
    #expect(first.allSatisfy { (0..<60).contains($0) })
    #expect(one.rows(block: 1, step: 4) != first)
    #expect(one.weight(block: 1) == 5)
  }

  @Test func everySampleIsDrawnAlike() throws {
    let batch = try Minibatch(total: 5, sizes: [20], seed: 8)
    var hits = [Int](repeating: 0, count: 20)
    for step in 0..<4_000 { for row in batch.rows(block: 0, step: step) { hits[row] += 1 } }
    // Mean 1,000, deviation sqrt(4000 · 1/4 · 3/4) = 27.4; five of them.
    #expect(hits.allSatisfy { abs($0 - 1_000) < 137 })
  }

  @Test(
    "An epoch of reshuffling uses every sample of a block once, and the next one in another order",
    arguments: [(6, 20), (7, 19), (20, 20)])
  func epochs(count: Int, size: Int) throws {
    let batch = try Minibatch(total: count, sizes: [size], sampling: .reshuffle, seed: 8)
    // After `size` steps of `count` samples, `count` epochs are over.
    var hits = [Int](repeating: 0, count: size)
    for step in 0..<size {
      let rows = batch.rows(block: 0, step: step)
      #expect(rows.count == count && rows == rows.sorted())
      for row in rows { hits[row] += 1 }
      let (whole, rest) = ((step + 1) * count).quotientAndRemainder(dividingBy: size)
      // At any moment no sample is more than one use ahead of another.
      #expect(hits.allSatisfy { $0 == whole || $0 == whole + (rest > 0 ? 1 : 0) }, "step \(step)")
    }
    if count < size {
      #expect(batch.order(ofEpoch: 0, block: 0) != batch.order(ofEpoch: 1, block: 0))
    }
  }

  @Test("What is remembered changes no draw, in whatever order draws are asked for")
  func remembered() throws {
    let batch = try Minibatch(total: 12, sizes: [23, 40], sampling: .reshuffle, seed: 8)
    let orders = EpochOrders(batch)
    var stream = Stream(seed: 3, for: .synthetic)
    for _ in 0..<300 {
      let (block, step) = (stream.below(2), stream.below(30) | stream.below(2) << 32)
      #expect(orders.rows(block: block, draw: step) == batch.rows(block: block, step: step))
    }
    // A second task on one version, another block and another seed have orders of their own.
    #expect(batch.rows(block: 1, step: 3) != batch.rows(block: 1, step: 3 | 1 << 32))
    let other = try Minibatch(total: 12, sizes: [23, 40], sampling: .reshuffle, seed: 9)
    #expect(batch.order(ofEpoch: 0, block: 1) != other.order(ofEpoch: 0, block: 1))
  }

  @Test(arguments: [
    (1, "batch: 1 samples a step, but there are 2 blocks and each needs one"),
    (11, "batch: 11 samples a step, but there are only 10"),
  ])
  func errors(total: Int, says: String) {
    #expect(throws: ConfigurationError(says)) {
      _ = try Minibatch(total: total, sizes: [4, 6], seed: 1)
    }
  }
}
