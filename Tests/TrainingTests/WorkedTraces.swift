import Clusters
import Coding
import TestSupport
import Testing
import Training

/// Trajectories by hand: n = 4, f_i = ½ (x − b_i)², b = (1, 2, 3, 6), from x = 0, η = ½.
@Suite struct WorkedTraces {
  private let source = Quadratic(centers: [1, 2, 3, 6])

  private func models(
    _ scheme: any Scheme, late: [[Int]], lateWork: LateWork = .cancel, steps: Int = 4
  ) throws -> [Double] {
    try Rehearsal(
      scheme, source, delays: ScriptedDelays(late: late), lateWork: lateWork, steps: steps
    ).run().models.map { $0[0] }
  }

  private func expect(_ found: [Double], near wanted: [Double], within limit: Double) {
    #expect(found.count == wanted.count)
    for (a, b) in zip(found, wanted) { #expect(abs(a - b) < limit, "\(found)") }
  }

  @Test(arguments: [[], [[1], [0], [2], [3]]] as [[[Int]]])
  func synchronous(late: [[Int]]) throws {
    #expect(
      try models(makeScheme("uncoded", workers: 4), late: late) == [1.5, 2.25, 2.625, 2.8125])
  }

  @Test func ignoringStragglersRescaled() throws {
    let scheme = try makeScheme("is-sgd", workers: 4, stragglers: 1)
    expect(
      try models(scheme, late: [[1], [0], [2], [3]]),
      near: [5.0 / 3, 8.0 / 3, 17.0 / 6, 29.0 / 12], within: 1e-14)
  }

  @Test func ignoringStragglersNotRescaled() throws {
    let scheme = try makeScheme("is-sgd", workers: 4, stragglers: 1, [("rescale", "no")])
    expect(
      try models(scheme, late: [[1], [0], [2], [3]]),
      near: [1.25, 2.15625, 2.47265625, 2.29541015625], within: 1e-14)
  }

  @Test func theBufferFillsIn() throws {
    let scheme = try makeScheme("pgc", workers: 4, stragglers: 1)
    // Every number is a dyadic fraction: exact. The first step waits for all, so that a straggler
    // there changes nothing.
    #expect(
      try models(scheme, late: [[1], [0], [2], [3]])
        == [1.5, 2.4375, 2.8359375, 2.9677734375])
  }

  /// Closing times and models where every worker always takes the same time: 1, 1.7, 2.9 and 5.3 s;
  /// the buffer is filled at x = 0 in a first step that takes none and leaves the model, η = 0.1.
  @Test(
    arguments: [
      (
        3, [1, 1.7, 2, 2.9, 3, 3.4],
        [0.3, 0.6, 0.8925, 1.185, 1.462688, 1.725375]
      ),
      (
        2, [1.7, 2.9, 3.9, 5.3, 5.8, 7.5],
        [0.3, 0.5925, 0.870188, 1.140933, 1.382611, 1.60471]
      ),
    ] as [(Int, [Double], [Double])])
  func anyArrivals(stragglers: Int, times: [Double], models: [Double]) throws {
    let seconds = [1, 1.7, 2.9, 5.3]
    var rehearsal = Rehearsal(
      try makeScheme("pgc", workers: 4, stragglers: stragglers, stop: "arrivals"), source,
      delays: ScriptedDelays { worker, step in step == 0 ? 0 : seconds[worker] }, steps: 7,
      stepSize: 0.1)
    rehearsal.heldSteps = 1
    let run = try rehearsal.run()
    expect(run.records.dropFirst().map(\.time), near: times, within: 1e-12)
    // Given to six digits.
    expect(run.models.dropFirst().map { $0[0] }, near: models, within: 6e-7)
  }
}
