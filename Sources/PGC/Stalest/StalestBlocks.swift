import Coding

/// Which block of a worker's group is the stalest: what is held of every block, and who is at which.
struct StalestBlocks: Sendable {
  /// The versions that are held, by block.
  private(set) var held: HeldVersions
  /// c, and q.
  private let copies: Int
  private let own: Int
  /// The task of each worker: a block and the version it is evaluated at; −1 where it has none.
  private var underWay: [(block: Int, version: Int)]

  init(workers: Int, copies: Int, own: Int) {
    self.copies = copies
    self.own = own
    held = HeldVersions(places: workers * own)
    underWay = Array(repeating: (-1, -1), count: workers)
  }

  /// Gives a worker the stalest block of its group; nil where every block is held or under way at
  /// `version`.
  mutating func take(_ worker: Int, version: Int) -> Int? {
    leave(worker)
    let mine = worker * own..<(worker + 1) * own
    var best: Int?
    var age = version
    for block in mine { consider(block, &best, &age) }
    for block in group(of: worker) where !mine.contains(block) { consider(block, &best, &age) }
    if let best { underWay[worker] = (best, version) }
    return best
  }

  /// Gives a worker that has nothing else to do a block that never came and that one worker is at.
  mutating func takeMissing(_ worker: Int, version: Int) -> Int? {
    leave(worker)
    let missing = group(of: worker).first { block in
      held[block] < 0 && mates(of: block).count { underWay[$0].block == block } == 1
    }
    if let missing { underWay[worker] = (missing, version) }
    return missing
  }

  /// A worker's task is over.
  mutating func leave(_ worker: Int) { underWay[worker] = (-1, -1) }

  /// A block has come.
  mutating func keep(_ version: Int, at block: Int) { held.take(version, at: block) }

  private func consider(_ block: Int, _ best: inout Int?, _ age: inout Int) {
    var version = held[block]
    for worker in mates(of: block) where underWay[worker].block == block {
      version = max(version, underWay[worker].version)
    }
    guard version < age else { return }
    age = version
    best = block
  }

  private func group(of worker: Int) -> Range<Int> {
    let first = worker / copies * copies
    return first * own..<(first + copies) * own
  }

  /// The workers that store a block.
  private func mates(of block: Int) -> Range<Int> {
    let first = block / own / copies * copies
    return first..<first + copies
  }
}
