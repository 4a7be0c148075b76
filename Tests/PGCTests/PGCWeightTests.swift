import Coding
import Randomness
import TestSupport
import Testing

/// The decoding vectors of `pgc`.
@Suite struct PGCWeightTests {
  /// Step 3 with blocks of versions 3, 2, 0 and 1.
  private func weights(
    _ settings: [(String, String)] = [], staleness: String?, shares: [Double]? = nil
  ) throws -> [Int: Held] {
    let pgc = try makePGC(
      workers: 4, stragglers: 3, settings, staleness: staleness, shares: shares)
    pgc.open(0)
    pgc.add(all: [0, 1, 2, 3])
    pgc.open(1)
    #expect(pgc.add(3) == .closes)
    pgc.open(2)
    #expect(pgc.add(1) == .closes)
    pgc.open(3)
    #expect(pgc.add(0) == .closes)
    return try pgc.closed()
  }

  /// By hand: the weights of staleness 0, 1, 3 and 2.
  static let table: [(String?, [Double])] = [
    (nil, [1, 1, 1, 1]),
    ("constant", [1, 1, 1, 1]),
    ("polynomial:power=1", [1, 1.0 / 2, 1.0 / 4, 1.0 / 3]),
    ("exponential:base=0.5", [1, 1.0 / 2, 1.0 / 8, 1.0 / 4]),
    ("cutoff:max=2", [1, 1, 0, 1]),
    ("cutoff:max=0", [1, 0, 0, 0]),
  ]

  private func expect(_ found: [Int: Held], _ wanted: [Double]) {
    let versions = [3, 2, 0, 1]
    for worker in 0..<4 {
      guard wanted[worker] > 0 else {
        #expect(found[worker] == nil)
        continue
      }
      #expect(found[worker]?.version == versions[worker])
      #expect(abs((found[worker]?.weight ?? 0) - wanted[worker]) < 1e-15)
    }
  }

  @Test(arguments: table)
  func byStaleness(staleness: String?, wanted: [Double]) throws {
    expect(try weights(staleness: staleness), wanted)
  }

  @Test(arguments: table, [[0.25, 0.25, 0.25, 0.25], [0.1, 0.2, 0.3, 0.4]])
  func rescaled(row: (String?, [Double]), shares: [Double]) throws {
    let found = try weights([("rescale", "yes")], staleness: row.0, shares: shares)
    let present = zip(row.1, shares).reduce(0) { $0 + $1.0 * $1.1 }
    expect(found, row.1.map { $0 / present })
    let sum = found.reduce(0) { $0 + $1.value.weight * shares[$1.key] }
    #expect(abs(sum - 1) < 1e-14)
  }

  @Test func theSeenStandForTheOthers() throws {
    let shares = [0.1, 0.2, 0.3, 0.4]
    let pgc = try makePGC(workers: 4, stragglers: 2, [("start", "seen")], shares: shares)
    pgc.open(0)
    #expect(pgc.add(all: [3, 1]) == [.counted, .closes])
    var held = try pgc.closed()
    #expect(held.keys.sorted() == [1, 3])
    for worker in [1, 3] { #expect(abs((held[worker]?.weight ?? 0) - 1 / 0.6) < 1e-15) }
    pgc.open(1)
    #expect(pgc.add(all: [0, 1]) == [.counted, .closes])
    held = try pgc.closed()
    #expect(held.keys.sorted() == [0, 1, 3])
    for (_, one) in held { #expect(abs(one.weight - 1 / 0.7) < 1e-15) }
    // When all were seen, weights are 1 exactly, whatever the shares sum to in floating point.
    pgc.open(2)
    #expect(pgc.add(all: [2, 0]) == [.counted, .closes])
    held = try pgc.closed()
    #expect(
      held == [0: Held(2, 1), 1: Held(1, 1), 2: Held(2, 1), 3: Held(0, 1)])
  }

  /// Who came first leaves no trace: the same messages in another order give the same weights.
  @Test(arguments: ["fresh", "arrivals", "deadline:seconds=1"], ["all", "seen"])
  func orderOfArrivalDoesNotMatter(stop: String, start: String) throws {
    let settings = [("start", start), ("rescale", "yes")]
    var wanted: [Int: Held]?
    for seed in 0..<20 as Range<UInt64> {
      var stream = Stream(seed: seed, for: .synthetic)
      let pgc = try makePGC(
        workers: 5, stragglers: 2, settings, stop: stop, staleness: "polynomial:power=1",
        shares: [0.1, 0.15, 0.2, 0.25, 0.3])
      var held: [Int: Held] = [:]
      for (step, who) in [[0, 1, 2, 3, 4], [1, 3, 4], [0, 1, 2], [2, 3, 4]].enumerated() {
        pgc.open(step)
        for i in stream.permutation(who.count) { _ = pgc.add(who[i]) }
        held = try pgc.closed()
      }
      #expect(held == wanted ?? held)
      wanted = held
    }
  }

  @Test func anOlderMessageAfterANewerOneChangesNothing() throws {
    let pgc = try makePGC(workers: 2, stragglers: 1)
    pgc.open(0)
    pgc.add(all: [0, 1])
    pgc.open(3)
    #expect(pgc.add(1, version: 2) == .released)
    #expect(pgc.add(1, version: 1) == .released)
    #expect(pgc.add(0) == .closes)
    #expect(try pgc.closed() == [0: Held(3, 1), 1: Held(2, 1)])
  }

  @Test func oneBlockAWorker() throws {
    let scheme = try makeScheme("pgc", workers: 3, stragglers: 1)
    for worker in 0..<3 { #expect(scheme.terms(worker: worker, step: 8) == [Term(worker)]) }
    #expect(scheme.lateWork == .finish)
  }
}
