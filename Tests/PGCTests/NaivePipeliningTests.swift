import Coding
import TestSupport
import Testing
import Training

/// The cyclic code on stale gradients diverges where the published decoding does not.
@Suite struct NaivePipeliningTests {
  private func run(_ name: String, _ seed: UInt64) throws -> Recording {
    let scheme = try makeScheme(name, workers: 12, stragglers: 5, seed: seed)
    let source = Quadratic.random(blocks: 12, dimension: 3)
    let late = CatchingUp { worker, step in ((worker + 5 * step) * 7) % 12 < 5 }
    return try Rehearsal(
      scheme, source, delays: late, lateWork: .finish, steps: 200, stepSize: 0.1
    ).run()
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func divergesAtTwelveAndSix(seed: UInt64) throws {
    // Either the loop sees that the gradient is no longer finite, or the model is far off.
    let largest: Double
    do {
      largest = try run("pgc-cr-naive", seed).models.joined().map(abs).max() ?? 0
    } catch TrainingError.diverged { largest = .infinity }
    #expect(largest > 1e6)
    #expect(try run("pgc-cr", seed).models.joined().map(abs).max() ?? .infinity < 10)
  }

  @Test func theFirstStepIsExact() throws {
    // All blocks are fresh in the warm-up: the code is the exact one there.
    let scheme = try makeScheme("pgc-cr-naive", workers: 12, stragglers: 5)
    #expect(
      try Rehearsal(
        scheme, Quadratic.random(blocks: 12, dimension: 2), delays: ScriptedDelays(late: []),
        steps: 1
      ).run().records[0].coverage.residual < 1e-8)
  }

  @Test func decodingWeightsAreHuge() throws {
    let scheme = try makeScheme("pgc-cr-naive", workers: 12, stragglers: 5)
    let b = EncodingMatrix(scheme, step: 0)
    var largest = 0.0
    for late in StragglerPatterns.all(5, of: 12) {
      let received = StragglerPatterns.others(than: late, of: 12)
      let a = try LeastSquaresDecoder.solve(b, received: received)
      for (weight, row) in zip(a, received) {
        largest = max(largest, abs(weight) * (b.row(row).map(abs).max() ?? 0))
      }
    }
    #expect(largest > 1e3)
  }
}
