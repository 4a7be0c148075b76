import Settings
import TestSupport
import Testing

@testable import PGC

/// The size of tasks that `pgc-stalest --set blocks=auto` chooses.
@Suite struct FinenessProbeTests {
  /// The answer where a task of a share x of a part takes fixed + x seconds at every worker.
  private func answer(fixed: Double, finest: Int = 16, pieces: Int = 64) -> (Int, Bool)? {
    var probe = FinenessProbe(workers: 24, pieces: pieces, finest: finest)
    for worker in 0..<24 {
      if probe.beginsWithHalf(worker) {
        probe.note(worker, isHalf: true, seconds: fixed + 0.5)
      } else {
        probe.note(worker, isHalf: false, seconds: fixed + 1 / Double(pieces))
      }
    }
    return probe.answer(at: fixed + 0.5).map { ($0.blocks, $0.piecesAreCheap) }
  }

  @Test(
    "A quarter of a task's time is what no task is spared, q a power of two",
    arguments: [
      (0.0, 16, true), (0.02, 16, true), (0.044, 8, false), (0.0875, 4, false), (0.175, 2, false),
      (0.35, 1, false), (1.0, 1, false), (20.0, 1, false),
    ])
  func blocks(fixed: Double, q: Int, cheap: Bool) throws {
    let found = try #require(answer(fixed: fixed))
    #expect(found == (q, cheap), "\(found) where \(fixed) of a part's time is fixed")
    #expect(try #require(answer(fixed: fixed, finest: 4)).0 == min(q, 4))
  }

  @Test func waitsForTwoThirdsOfBothSizes() {
    var probe = FinenessProbe(workers: 24, pieces: 64, finest: 16)
    for worker in [1, 2, 4, 5, 7, 8, 10, 11, 13, 14] {
      probe.note(worker, isHalf: false, seconds: 0.125)
    }
    #expect(probe.answer(at: 9) == nil, "10 of 16 workers")
    probe.note(16, isHalf: false, seconds: 0.125)
    #expect(probe.answer(at: 1.49) == nil, "no half yet")
    // Later tasks of the same size change nothing.
    probe.note(16, isHalf: false, seconds: 50)
    // Twelve pieces' time, and no half: it scales with the work.
    #expect(probe.answer(at: 1.5)?.blocks == 16)
    for worker in stride(from: 0, to: 18, by: 3) {
      probe.note(worker, isHalf: true, seconds: 0.175)
    }
    #expect(probe.answer(at: 1)?.blocks == 1, "a half takes little longer than a piece")
  }

  @Test(arguments: [
    ([("pieces", "8")], "--set pieces=8: is for --set blocks=auto only; leave it out"),
    (
      [("blocks", "auto"), ("pieces", "48")], "--set pieces=48: must be a power of two, such as 64"
    ),
    ([("blocks", "auto"), ("finest", "3")], "--set finest=3: must be a power of two, such as 4"),
  ])
  func errors(settings: [(String, String)], says: String) {
    #expect(throws: ConfigurationError(says)) {
      _ = try makeScheme("pgc-stalest", workers: 4, settings)
    }
  }
}
