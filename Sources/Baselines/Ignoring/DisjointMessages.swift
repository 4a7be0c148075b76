import Coding
import Randomness

/// Chooses, of the workers that answered, as many as possible of which no two share a block.
///
/// On a circle of workers whose conflicts are between near ones, a walk from any start that takes
/// each worker in conflict with neither the last taken nor the start is as long as any from there. A
/// maximal set has one worker among a received one and those in conflict with it, so starts there
/// suffice. Which received one is drawn at random: every block is then left out equally often.
///
/// - Complexity: O(c w) for w results, where a worker is in conflict with O(c) others.
struct DisjointMessages: Sendable {
  /// The blocks of each worker.
  let placement: [[Int]]
  /// Whether two workers share a block; row major.
  private let conflicts: [Bool]

  init(_ placement: [[Int]]) {
    self.placement = placement
    let n = placement.count
    var holders: [Int: [Int]] = [:]
    for (worker, blocks) in placement.enumerated() {
      for block in blocks { holders[block, default: []].append(worker) }
    }
    var conflicts = Array(repeating: false, count: n * n)
    for workers in holders.values {
      for a in workers { for b in workers { conflicts[a * n + b] = true } }
    }
    self.conflicts = conflicts
  }

  /// Whether two workers share a block; each does with itself.
  func conflict(_ a: Int, _ b: Int) -> Bool { conflicts[a * placement.count + b] }

  /// A largest set of workers of `received`, which are ascending, that share no block.
  func choose(from received: [Int], using stream: inout Stream) -> [Int] {
    guard !received.isEmpty else { return [] }
    let w = received.count
    let pivot = stream.below(w)
    var best: [Int] = []
    for i in 0..<w {
      let start = (pivot + i) % w
      guard conflict(received[pivot], received[start]) else { continue }
      var chosen = [received[start]]
      var last = received[start]
      for step in 1..<max(w, 1) {
        let next = received[(start + step) % w]
        guard !conflict(last, next), !conflict(chosen[0], next) else { continue }
        chosen.append(next)
        last = next
      }
      if chosen.count > best.count { best = chosen }
    }
    return best
  }
}

/// Gathers for the IS-GC schemes: n − s results, then a largest set without a common block, divided by
/// the share of samples that it recovers.
struct DisjointGather: CountingGather {
  private let messages: DisjointMessages
  private let shares: [Double]
  private let seed: UInt64
  var responders: FirstResponders

  init(_ messages: DisjointMessages, needed: Int, shares: [Double], seed: UInt64) {
    self.messages = messages
    self.shares = shares
    self.seed = seed
    responders = FirstResponders(needed)
  }

  mutating func close(into weights: inout [Weight]) {
    var stream = Stream(seed: seed, for: .decoding, responders.step)
    let chosen = messages.choose(from: responders.sorted, using: &stream)
    let blocks = chosen.flatMap { messages.placement[$0] }
    // All shares sum to 1 but for rounding; dividing by that would change the bits of the exact case.
    let recovered = blocks.count == shares.count ? 1 : blocks.reduce(0) { $0 + shares[$1] }
    for worker in chosen {
      weights.append(Weight(place: worker, version: responders.step, 1 / recovered))
    }
  }
}
