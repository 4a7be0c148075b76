import Clusters
import Coding
import TestSupport
import Testing

@testable import Training

/// Messages that are not finite: kept out, or named.
@Suite struct BadGradientsTests {
  private func rehearsal(_ name: String, refusesBad: Bool) throws -> Rehearsal {
    let quadratic = Quadratic.random(blocks: 6, dimension: 5)
    var rehearsal = Rehearsal(
      try makeScheme(name, workers: 6, stragglers: 2), quadratic,
      delays: try Delays.make("exponential:mean=1", workers: 6, seed: 4), steps: 60, stepSize: 0.1)
    // One block at a time, after all have been seen.
    rehearsal.gradients = BrokenGradients(quadratic) { block, draw in
      draw % 7 == 3 && block == draw / 7 % 6
    }
    rehearsal.refusesBad = refusesBad
    return rehearsal
  }

  private func refused(_ recording: Recording) -> Int {
    recording.journal.count { if case .bad = $0.event { true } else { false } }
  }

  @Test(
    "They never reach the model, and a journal repeats what was kept out",
    arguments: ["pgc", "pgc-hybrid", "is-sgd", "pgc-stalest"])
  func keptOut(_ name: String) throws {
    let rehearsal = try rehearsal(name, refusesBad: true)
    let recording = try rehearsal.run()
    #expect(recording.models.count == 60)
    #expect(recording.models.allSatisfy { $0.allSatisfy(\.isFinite) })
    #expect(refused(recording) > 0)
    #expect(try rehearsal.replay(recording.journal).models == recording.models)
    #expect(try rehearsal.runByRoles().models == recording.models)
  }

  @Test("Where nothing is kept out the run ends, and says whose gradient it was")
  func named() throws {
    for name in ["pgc", "uncoded"] {
      let error = #expect(throws: TrainingError.self) {
        try rehearsal(name, refusesBad: false).run()
      }
      // Draw 3 is the first, and breaks block 0.
      guard case .diverged(_, let culprit?) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(culprit.worker == 0 && culprit.version == 3 && culprit.blocks == [0])
    }
  }

  @Test("Who waits for all says that a message is not finite")
  func waitingForAll() throws {
    let error = #expect(throws: TrainingError.self) {
      try rehearsal("uncoded", refusesBad: true).run()
    }
    #expect(error == .stalled(step: 3, waitsFor: "all 6 workers", refused: 1))
  }
}
