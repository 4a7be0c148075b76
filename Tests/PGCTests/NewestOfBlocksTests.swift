import Coding
import TestSupport
import Testing
import Training

@testable import PGC

/// Which gradient of a block `pgc-hybrid` keeps, whoever sent it.
@Suite struct NewestOfBlocksTests {
  private func arrival(_ worker: Int, _ version: Int, block: Int) -> Arrival {
    Arrival(worker: worker, version: version, block: block, time: 0)
  }

  /// Block 1, held of version 4, from the other worker of the group.
  @Test(
    arguments: [(3, .drop), (4, .drop), (5, .keep(1))] as [(Int, Destination)])
  func onlyWhatIsNewer(version: Int, destination: Destination) {
    var gather = NewestOfBlocks(workers: 2, awaited: 1)
    gather.open(step: 5, at: 0)
    #expect(gather.destination(of: arrival(0, 4, block: 1)) == .keep(1))
    _ = gather.add(arrival(0, 4, block: 1))
    #expect(gather.destination(of: arrival(1, version, block: 1)) == destination)
    _ = gather.add(arrival(1, version, block: 1))
    _ = gather.add(arrival(1, 5, block: 0))
    var weights: [Weight] = []
    gather.close(into: &weights)
    #expect(
      weights == [Weight(place: 0, version: 5, 1), Weight(place: 1, version: max(4, version), 1)])
  }

  /// A run in which copies overtake each other: the weights always name what is held, or it would throw.
  @Test(arguments: LateWork.allCases, [2, 3, 6])
  func copiesThatOvertakeEachOther(lateWork: LateWork, copies: Int) throws {
    let scheme = try makeScheme(
      "pgc-hybrid", workers: 6, stragglers: 3, [("copies", "\(copies)")])
    let delays = ScriptedDelays { worker, step in
      Double(1 + (worker * 7 + step * step * 5) % 13) / 4 + Double(worker) / 1000
    }
    let run = try Rehearsal(
      scheme, .random(blocks: 6, dimension: 2), delays: delays, lateWork: lateWork, steps: 60,
      stepSize: 0.05
    ).run()
    #expect(run.records.count == 60)
    #expect(run.records.allSatisfy { $0.coverage.recovery == 1 && $0.coverage.residual == 0 })
  }
}
