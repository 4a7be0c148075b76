import Coding
import Settings
import TestSupport
import Testing

/// When a step of `pgc` closes, and who goes on at once.
@Suite struct StopRuleTests {
  @Test func theFirstStepWaitsForAll() throws {
    let pgc = try makePGC(workers: 3, stragglers: 2)
    pgc.open(0)
    #expect(pgc.add(all: [2, 0, 1]) == [.counted, .counted, .closes])
    #expect(try pgc.closed() == [0: Held(0, 1), 1: Held(0, 1), 2: Held(0, 1)])
    pgc.open(1)
    #expect(pgc.add(1) == .closes)
    #expect(try pgc.closed() == [0: Held(0, 1), 1: Held(1, 1), 2: Held(0, 1)])
  }

  @Test func freshCountsTheCurrentModelOnly() throws {
    let pgc = try makePGC(workers: 4, stragglers: 2)
    pgc.open(0)
    pgc.add(all: [0, 1, 2, 3])
    pgc.open(5)
    #expect(pgc.add(3, version: 2) == .released)
    #expect(pgc.add(0) == .counted)
    #expect(pgc.add(2, version: 4) == .released)
    #expect(pgc.add(3) == .closes)
    #expect(
      try pgc.closed() == [0: Held(5, 1), 1: Held(0, 1), 2: Held(4, 1), 3: Held(5, 1)])
  }

  @Test func arrivalsCountWhateverTheirAge() throws {
    let pgc = try makePGC(workers: 4, stragglers: 2, stop: "arrivals")
    pgc.open(0)
    pgc.add(all: [0, 1, 2, 3])
    pgc.open(5)
    #expect(pgc.add(3, version: 2) == .counted)
    #expect(pgc.add(1, version: 4) == .closes)
    #expect(
      try pgc.closed() == [0: Held(0, 1), 1: Held(4, 1), 2: Held(0, 1), 3: Held(2, 1)])
  }

  @Test func aDeadlineClosesWithWhateverCame() throws {
    let pgc = try makePGC(workers: 3, stop: "deadline:seconds=2")
    pgc.open(0, at: 10)
    #expect(pgc.deadline == 12)
    #expect(pgc.add(all: [0, 1, 2]) == [.counted, .counted, .closes])
    pgc.open(1, at: 12.5)
    #expect(pgc.deadline == 14.5)
    #expect(pgc.add(1) == .counted)
    #expect(pgc.add(0, version: 0) == .released)
    #expect(pgc.expire())
    #expect(try pgc.closed() == [0: Held(0, 1), 1: Held(1, 1), 2: Held(0, 1)])
  }

  @Test func aDeadlineNeedNotPassWhereAllAreFresh() throws {
    let pgc = try makePGC(workers: 2, stop: "deadline:seconds=2")
    pgc.open(0)
    pgc.add(all: [0, 1])
    pgc.open(1)
    #expect(pgc.add(all: [1, 0]) == [.counted, .closes])
  }

  @Test(arguments: ["all", "seen"])
  func aDeadlineBeforeAnythingWasSeen(start: String) throws {
    let pgc = try makePGC(workers: 3, [("start", start)], stop: "deadline:seconds=2")
    pgc.open(0)
    #expect(!pgc.expire())
    // It has passed once and does not pass again.
    #expect(pgc.deadline == .infinity)
    if start == "seen" {
      #expect(pgc.add(2) == .closes)
      let held = try pgc.closed()
      #expect(held.keys.sorted() == [2])
      #expect(abs((held[2]?.weight ?? 0) - 3) < 1e-15)
    } else {
      #expect(pgc.add(all: [2, 0, 1]) == [.counted, .counted, .closes])
    }
    pgc.open(1, at: 7)
    #expect(pgc.deadline == 9)
  }

  @Test(arguments: [
    ("fresh", "3 fresh of 4 workers"),
    ("arrivals", "3 messages of any age from 4 workers"),
    ("deadline:seconds=2", "whatever comes within 2.0 s"),
  ])
  func whatItWaitsFor(stop: String, line: String) throws {
    let plain = try makeScheme("pgc", workers: 4, stragglers: 1, stop: stop)
    #expect(plain.waitsFor == line)
    let bounded = try makeScheme("pgc", workers: 4, stragglers: 1, stop: stop, maxStaleness: 2)
    #expect(bounded.waitsFor == line + ", none more than 2 steps stale")
  }

  @Test(arguments: [
    ("deadline", "needs seconds"), ("deadline:seconds=0", "more than 0"),
    ("deadline:seconds=-1", "out of range"), ("deadlin:seconds=1", "did you mean 'deadline'"),
    ("fresh:k=3", "has no settings"), ("arrivals:k=3", "has no settings"),
  ])
  func errors(stop: String, part: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try makeScheme("pgc", workers: 4, stop: stop)
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("--stop") == true)
  }
}
