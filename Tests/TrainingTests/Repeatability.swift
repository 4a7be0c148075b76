import Clusters
import Coding
import TestSupport
import Testing
import Training

/// The same configuration gives the same bits: on more threads, and from a record of arrivals.
@Suite struct Repeatability {
  private static let all: [[String]] = [
    ["uncoded"], ["is-sgd"], ["frc"], ["crc"], ["pgc"], ["pgc", "arrivals"],
    ["pgc", "deadline:seconds=0.4"],
  ]

  private func rehearsal(
    _ names: [String], _ lateWork: LateWork, bound: Int? = nil, seed: UInt64 = 9
  )
    throws
    -> Rehearsal
  {
    Rehearsal(
      try makeScheme(
        names[0], workers: 8, stragglers: 3, stop: names.count > 1 ? names[1] : nil,
        maxStaleness: bound),
      .random(blocks: 8, dimension: 7, unequal: true),
      delays: try Delays.make(
        "fixed:seconds=0.1+exponential:mean=0.5", workers: 8, seed: seed),
      lateWork: lateWork, steps: 60, stepSize: 0.2)
  }

  @Test(arguments: all, LateWork.allCases)
  func replay(names: [String], lateWork: LateWork) throws {
    let rehearsal = try rehearsal(names, lateWork)
    let recorded = try rehearsal.run()
    let again = try rehearsal.replay(recorded.arrivals)
    #expect(again.models == recorded.models)
    #expect(again.arrivals == recorded.arrivals)
    #expect(again.records == recorded.records)
  }

  @Test(arguments: ["fresh", "arrivals", "deadline:seconds=0.4"], LateWork.allCases)
  func replayWithBound(stop: String, lateWork: LateWork) throws {
    for seed in 0..<8 as Range<UInt64> {
      let rehearsal = try rehearsal(["pgc", stop], lateWork, bound: 2, seed: seed)
      let recorded = try rehearsal.run()
      let again = try rehearsal.replay(recorded.arrivals)
      #expect(again.models == recorded.models)
      #expect(again.records == recorded.records)
      #expect(recorded.records.allSatisfy { $0.coverage.maxStaleness <= 2 })
    }
  }

  @Test(arguments: all, [LateWork.cancel, .finish])
  func threads(names: [String], lateWork: LateWork) throws {
    var rehearsal = try rehearsal(names, lateWork)
    let one = try rehearsal.run()
    rehearsal.threads = 2
    let two = try rehearsal.run()
    #expect(one.models == two.models)
    #expect(one.records == two.records)
  }

  @Test func anotherRecordIsAnError() throws {
    let recorded = try rehearsal(["crc"], .cancel).run()
    #expect(throws: ClusterError.self) {
      try rehearsal(["uncoded"], .cancel).replay(recorded.arrivals)
    }
    #expect(throws: ClusterError.self) {
      try rehearsal(["crc"], .cancel).replay(recorded.arrivals.dropLast())
    }
  }
}
