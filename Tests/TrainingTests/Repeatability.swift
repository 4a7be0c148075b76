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
    let again = try rehearsal.replay(recorded.journal)
    #expect(again.models == recorded.models)
    #expect(again.journal == recorded.journal)
    #expect(again.records == recorded.records)
  }

  @Test(arguments: ["fresh", "arrivals", "deadline:seconds=0.4"], LateWork.allCases)
  func replayWithBound(stop: String, lateWork: LateWork) throws {
    for seed in 0..<8 as Range<UInt64> {
      let rehearsal = try rehearsal(["pgc", stop], lateWork, bound: 2, seed: seed)
      let recorded = try rehearsal.run()
      let again = try rehearsal.replay(recorded.journal)
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

  /// A record in which worker 1 of two is lost, which closes step 0, and comes back in step 1.
  private static let loss: [JournalRow] = [
    JournalRow(step: 0, .opened(time: 0)),
    JournalRow(step: 0, .message(.init(worker: 0, version: 0, turn: 0, blocks: [0], time: 1))),
    JournalRow(step: 0, .lost(worker: 1, time: 2)),
    JournalRow(step: 1, .opened(time: 2.5)),
    JournalRow(step: 1, .joined(worker: 1, time: 3)),
    JournalRow(step: 1, .message(.init(worker: 0, version: 1, turn: 1, time: 4))),
    JournalRow(step: 1, .message(.init(worker: 1, version: 1, turn: 1, time: 5))),
  ]

  private var surviving: Rehearsal {
    Rehearsal(
      Willing(workers: 2) { Present(workers: 2) }, Quadratic(centers: [1, 2]),
      delays: ScriptedDelays(late: []), steps: 2, stepSize: 1)
  }

  @Test func lossesAndReturnsAreReplayed() throws {
    let run = try surviving.replay(Self.loss)
    #expect(run.records.map(\.closer) == [nil, 1])
    #expect(run.records.map(\.waited) == [2, 2.5])
    #expect(run.records.map(\.coverage.recovery) == [0.5, 1])
    #expect(run.started.map(\.worker) == [0, 1, 0, 1])
    // From 0, half of the way to 1; from there the whole way to 1.5.
    #expect(run.models == [[0.5], [1.5]])
    #expect(run.journal.map(\.step) == [0, 0, 0, 1, 1, 1, 1])
  }

  /// Each row at fault is told of; none is passed over.
  @Test(arguments: [0, 1, 2, 3, 4, 5, 6])
  func aRecordWithoutARowIsAnotherRecord(missing: Int) throws {
    var rows = Self.loss
    rows.remove(at: missing)
    // When a step began is the one thing that a replay can do without.
    if case .opened = Self.loss[missing].event {
      #expect(try surviving.replay(rows).models == [[0.5], [1.5]])
    } else {
      #expect(throws: ClusterError.self) { try surviving.replay(rows) }
    }
  }

  @Test(arguments: [-1, 2])
  func aWorkerThatDoesNotExistIsAnError(worker: Int) {
    for event in [.lost(worker: worker, time: 2), .joined(worker: worker, time: 2)]
      as [JournalRow.Recorded]
    {
      var rows = Self.loss
      rows[2] = JournalRow(step: 0, event)
      #expect(throws: ClusterError.self) { try surviving.replay(rows) }
    }
  }

  @Test func anotherRecordIsAnError() throws {
    let recorded = try rehearsal(["crc"], .cancel).run()
    #expect(throws: ClusterError.self) {
      try rehearsal(["uncoded"], .cancel).replay(recorded.journal)
    }
    #expect(throws: ClusterError.self) {
      try rehearsal(["crc"], .cancel).replay(recorded.journal.dropLast())
    }
  }
}
