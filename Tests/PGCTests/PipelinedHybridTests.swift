import Clusters
import Coding
import Settings
import TestSupport
import Testing
import Training

@testable import PGC

/// Which block is evaluated when, and what the parameter server makes of it.
@Suite struct PipelinedHybridTests {
  private func evaluated(_ scheme: any Scheme, worker: Int, step: Int) -> [Int] {
    scheme.terms(worker: worker, step: step).map(\.block)
  }

  private func hybrid(_ workers: Int, copies c: Int, seed: UInt64 = 1) throws -> PipelinedHybrid {
    try PipelinedHybrid(
      SchemeRequest("pgc-hybrid", workers: workers, stragglers: c - 1, seed: seed))
  }

  @Test func exampleOfFour() throws {
    // The first seed whose offsets are those of the example.
    let scheme = try #require(
      try (0..<100).lazy.map { try hybrid(4, copies: 2, seed: $0) }.first { scheme in
        (0..<4).map { scheme.turn($0) } == [0, 1, 1, 0]
      })
    #expect(
      (0..<4).map { evaluated(scheme, worker: $0, step: 0) } == [
        [0, 1], [1, 0], [2, 3], [3, 2],
      ])
    #expect((0..<4).map { evaluated(scheme, worker: $0, step: 1) } == [[1], [0], [3], [2]])
    let probe = GatherProbe(scheme)
    var held: [[Int]] = []
    for step in 0..<4 {
      probe.open(step)
      let verdicts = [0, 2, 3].flatMap { probe.add(taskOf: $0) }
      // At step 0, of two messages each, with the first of the third worker.
      let closing = step == 0 ? 4 : 2
      #expect(verdicts.firstIndex(of: .closes) == closing)
      #expect(verdicts.prefix(closing).allSatisfy { $0 == .counted })
      let weights = try probe.close()
      #expect(weights.map(\.place) == [0, 1, 2, 3])
      held.append(weights.prefix(2).map(\.version))
      #expect(probe.gap(of: weights) == 0)
    }
    #expect(held == [[0, 0], [0, 1], [0, 2], [3, 2]])
  }

  @Test(arguments: [1, 2, 3, 4, 6])
  func aWholeGroupCoversItsBlocksInEveryStep(copies c: Int) throws {
    let scheme = try makeScheme("pgc-hybrid", workers: 12, stragglers: c - 1)
    for step in 1..<100 {
      #expect(Set((0..<12).flatMap { evaluated(scheme, worker: $0, step: step) }).count == 12)
      #expect((0..<12).allSatisfy { scheme.assignment(worker: $0, version: step).parts.count == 1 })
    }
  }

  @Test(arguments: [2, 3, 4, 5, 6])
  func aWorkerComesToEveryBlock(copies c: Int) throws {
    let scheme = try hybrid(c, copies: c)
    func turns(_ steps: some Sequence<Int>) -> Int { Set(steps.map { scheme.turn($0) }).count }
    for first in 0..<300 { #expect(turns(first..<first + 2 * c - 1) == c) }
    // However many steps a task takes, always the same number of them.
    for stride in 1...40 {
      #expect(turns((0..<15 * c).map { stride * $0 }) == c, "every \(stride) steps")
    }
  }

  /// Group 0 has lost a worker, and the other takes exactly c = 2 steps for a task.
  @Test func aRegularlySlowSurvivorStarvesNoBlock() throws {
    let source = Quadratic.random(blocks: 4, dimension: 3, seed: 4)
    let scheme = try makeScheme("pgc-hybrid", workers: 4, stragglers: 2, [("copies", "2")])
    let slow = ScriptedDelays(seconds: [2, .infinity, 1, 1])
    let run = try Rehearsal(scheme, source, delays: slow, steps: 600, stepSize: 0.1).run()
    for (a, b) in zip(run.final, source.optimum()) { #expect(abs(a - b) < 1e-9) }
    let ages = run.records.map(\.coverage.maxStaleness)
    #expect(ages.max() ?? 0 > 2)
    #expect(ages.max() ?? .max < 60)
  }

  @Test func withoutStragglersItIsUncoded() throws {
    let source = Quadratic.random(blocks: 12, dimension: 3, unequal: true)
    let delays = ScriptedDelays(late: [])
    let uncoded = try Rehearsal(
      try makeScheme("uncoded", workers: 12), source, delays: delays, steps: 40
    ).run()
    let hybrid = try Rehearsal(
      try makeScheme("pgc-hybrid", workers: 12, stragglers: 0, [("copies", "3")]), source,
      delays: delays, steps: 40
    ).run()
    #expect(hybrid.records.allSatisfy { $0.coverage.maxStaleness == 0 })
    for (a, b) in zip(hybrid.models.joined(), uncoded.models.joined()) {
      #expect(abs(a - b) < 1e-13)
    }
  }

  @Test(arguments: [LateWork.finish, .cancel, .backlog])
  func aReplayGivesTheSameBits(lateWork: LateWork) throws {
    for name in ["pgc-hybrid", "pgc-fr", "pgc-cr", "reed-solomon", "partial-crc"] {
      let scheme = try makeScheme(name, workers: 6, stragglers: 2)
      let source = Quadratic.random(blocks: scheme.blocks, dimension: 3, unequal: true)
      let delays = ScriptedDelays { worker, step in
        Double(1 + (worker * 7 + step * step * 5) % 13) / 4 + Double(worker) / 1000
      }
      let rehearsal = Rehearsal(
        scheme, source, delays: delays, lateWork: lateWork, steps: 40, stepSize: 0.1)
      let run = try rehearsal.run()
      let again = try rehearsal.replay(run.journal)
      #expect(again.models == run.models, "\(name)")
      #expect(again.records == run.records, "\(name)")
    }
  }

  @Test func aReplayRefusesAMessageThatIsNotSent() throws {
    let scheme = try makeScheme("pgc-hybrid", workers: 4, stragglers: 1)
    let rehearsal = Rehearsal(
      scheme, Quadratic.random(blocks: 4, dimension: 2), delays: ScriptedDelays(late: []), steps: 3)
    let rows = try rehearsal.run().journal
    let i = try #require(
      rows.lastIndex {
        guard case .message(let message) = $0.event else { return false }
        return message.version == 1
      })
    guard case .message(let message) = rows[i].event else { return }
    func replay(_ change: (inout JournalRow.Message) -> Void) throws {
      var changed = message
      change(&changed)
      var rows = rows
      rows[i] = JournalRow(step: rows[i].step, .message(changed))
      _ = try rehearsal.replay(rows)
    }
    #expect(throws: ClusterError.self) { try replay { $0.part = 1 - $0.part } }
    #expect(throws: ClusterError.self) { try replay { $0.turn += 1 } }
    #expect(throws: ClusterError.self) { try replay { $0.version = 0 } }
    #expect(throws: ClusterError.self) { try replay { $0.worker = 3 - $0.worker } }
    #expect(throws: ClusterError.self) { try replay { $0.blocks = [4] } }
    #expect(throws: ClusterError.self) { try replay { $0.worker = 4 } }
    // Of what it is made is not needed.
    try replay { $0.blocks = nil }
  }
}
