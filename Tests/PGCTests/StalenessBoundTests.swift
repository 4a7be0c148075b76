import Coding
import Randomness
import TestSupport
import Testing

/// No step of `pgc` closes with a block that is older than the bound.
@Suite struct StalenessBoundTests {
  @Test func waitsForWhatIsTooOld() throws {
    let pgc = try makePGC(workers: 3, stragglers: 2, maxStaleness: 1)
    pgc.open(0)
    pgc.add(all: [0, 1, 2])
    pgc.open(1)
    #expect(pgc.add(0) == .closes)
    pgc.open(2)
    // Workers 1 and 2 are at version 0, two steps old.
    #expect(pgc.add(0) == .counted)
    #expect(pgc.add(1, version: 0) == .released)
    #expect(pgc.add(1, version: 1) == .released)
    #expect(pgc.add(2, version: 1) == .closes)
    #expect(try pgc.closed() == [0: Held(2, 1), 1: Held(1, 1), 2: Held(1, 1)])
  }

  @Test func boundZeroIsSynchronous() throws {
    let pgc = try makePGC(workers: 3, stragglers: 2, maxStaleness: 0)
    for step in 0..<4 {
      pgc.open(step)
      #expect(pgc.add(all: [1, 0, 2]) == [.counted, .counted, .closes])
    }
  }

  @Test func aDeadlineDoesNotBreakIt() throws {
    let pgc = try makePGC(workers: 2, stop: "deadline:seconds=1", maxStaleness: 1)
    pgc.open(0)
    pgc.add(all: [0, 1])
    pgc.open(2)
    #expect(pgc.add(0) == .counted)
    #expect(!pgc.expire())
    #expect(pgc.add(1, version: 0) == .released)
    #expect(pgc.add(1, version: 1) == .closes)
  }

  /// A worker whose first message is older than the bound must go on, or the step waits for ever.
  @Test(arguments: ["fresh", "arrivals", "deadline:seconds=1"])
  func aFirstMessageThatIsTooOldFreesItsWorker(stop: String) throws {
    let pgc = try makePGC(
      workers: 2, stragglers: 1, [("start", "seen")], stop: stop, maxStaleness: 1)
    for step in 0..<4 {
      pgc.open(step)
      if pgc.add(0) != .closes { #expect(pgc.expire()) }
    }
    pgc.open(4)
    #expect(pgc.add(1, version: 0) == .released)
    #expect(pgc.add(0) == .counted)
    if stop.hasPrefix("deadline") { #expect(!pgc.expire()) }
    #expect(pgc.add(1, version: 4) == .closes)
  }

  @Test(arguments: ["fresh", "arrivals", "deadline:seconds=1"], [0, 1, 3])
  func neverClosesWithAnOlderBlock(stop: String, bound: Int) throws {
    let n = 5
    let pgc = try makePGC(workers: n, stragglers: 3, stop: stop, maxStaleness: bound)
    var stream = Stream(seed: 5, for: .synthetic, bound)
    // The version that each worker works on; a message comes from a random worker.
    var doing = Array(repeating: 0, count: n)
    var waits = Array(repeating: false, count: n)
    for step in 0..<300 {
      pgc.open(step)
      for worker in 0..<n where waits[worker] {
        doing[worker] = step
        waits[worker] = false
      }
      var closed = false
      var messages = 0
      while !closed {
        messages += 1
        if messages == 4, pgc.deadline.isFinite {
          closed = pgc.expire()
          continue
        }
        let able = (0..<n).filter { !waits[$0] }
        let worker = able[stream.below(try #require(able.isEmpty ? nil : able.count))]
        switch pgc.add(worker, version: doing[worker]) {
        case .closes:
          closed = true
          waits[worker] = true
        case .counted: waits[worker] = true
        case .released: doing[worker] = step
        }
      }
      let held = try pgc.closed()
      #expect(held.count == n)
      #expect(held.values.allSatisfy { step - $0.version <= bound })
    }
  }
}
