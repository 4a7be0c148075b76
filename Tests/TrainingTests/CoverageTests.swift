import Coding
import Settings
import TestSupport
import Testing

@testable import Training

/// How much of the training set an estimate speaks for, by hand.
@Suite struct CoverageTests {
  private func expect(
    _ found: Coverage, recovery: Double, mean: Double, max: Int, residual: Double
  ) {
    #expect(abs(found.recovery - recovery) < 1e-15)
    #expect(abs(found.meanStaleness - mean) < 1e-15)
    #expect(found.maxStaleness == max)
    #expect(abs(found.residual - residual) < 1e-15)
  }

  @Test func unequalBlocksFreshStaleAndMissing() throws {
    // Shares 0.1, 0.2, 0.3, 0.4; block 0 fresh, 1 three steps old, 2 missing, 3 one step old.
    let scheme = try makeScheme("pgc", workers: 4)
    var meter = CoverageMeter(scheme, shares: [0.1, 0.2, 0.3, 0.4])
    let found = meter.measure(
      [
        Weight(worker: 0, version: 7, 1), Weight(worker: 1, version: 4, 1),
        Weight(worker: 3, version: 6, 1),
      ], step: 7)
    // (0.2 · 3 + 0.4 · 1) / 0.7; one block counts 0 in place of 1.
    expect(found, recovery: 0.7, mean: 1 / 0.7, max: 3, residual: 1)
    // Nothing of it remains in the next step.
    let all = (0..<4).map { Weight(worker: $0, version: 8, 1) }
    #expect(meter.measure(all, step: 8) == Coverage())
    expect(meter.measure([], step: 9), recovery: 0, mean: 0, max: 0, residual: 2)
  }

  @Test func weightsOtherThanOne() throws {
    let scheme = try makeScheme("is-sgd", workers: 4, stragglers: 2)
    var meter = CoverageMeter(scheme, shares: [0.25, 0.25, 0.25, 0.25])
    let found = meter.measure(
      [Weight(worker: 0, version: 0, 2), Weight(worker: 2, version: 0, 2)], step: 0)
    // Gaps 1, −1, 1, −1.
    expect(found, recovery: 0.5, mean: 0, max: 0, residual: 2)
  }

  @Test func aBlockThatCancelsOutIsMissing() throws {
    // H = (1, 1, 1, −3): rows (1, −1, 0, 0) and (0, 1, −1, 0) add up to (1, 0, −1, 0).
    let scheme = Rows([
      [Term(0), Term(1, -1)], [Term(1), Term(2, -1)], [Term(2)],
    ])
    var meter = CoverageMeter(scheme, shares: [0.5, 0.3, 0.2])
    let found = meter.measure(
      [Weight(worker: 0, version: 2, 1), Weight(worker: 1, version: 1, 1)], step: 2)
    // Block 0 fresh, block 1 cancels, block 2 counts −1 and is one step old: gaps 0, −1, −2.
    expect(found, recovery: 0.7, mean: 0.2 / 0.7, max: 1, residual: 5.0.squareRoot())
  }

  @Test func aRememberedGradientHasTheAgeOfItsEvaluation() {
    // Even steps evaluate block 0 and remember block 1, odd ones the other way round.
    let scheme = Alternating()
    var meter = CoverageMeter(scheme, shares: [0.25, 0.75])
    func message(_ version: Int) -> Arrival { Arrival(worker: 0, version: version, time: 0) }
    meter.arrived(message(0))
    // Block 1 was never evaluated: its term is zero.
    expect(
      meter.measure([Weight(worker: 0, version: 0, 1)], step: 0), recovery: 0.25, mean: 0, max: 0,
      residual: 1)
    meter.arrived(message(1))
    expect(
      meter.measure([Weight(worker: 0, version: 1, 1)], step: 1), recovery: 1, mean: 0.25, max: 1,
      residual: 0)
    // Held for three steps more, all of it is three steps older.
    expect(
      meter.measure([Weight(worker: 0, version: 1, 1)], step: 4), recovery: 1, mean: 3.25, max: 4,
      residual: 0)
  }

  /// A slow worker's block, in a run: 0.4 of the samples, and every other step is one step old.
  @Test func inTheLoop() throws {
    let run = try Rehearsal(
      makeScheme("pgc", workers: 2, stragglers: 1),
      Quadratic(centers: [1, 2], shares: [0.6, 0.4]),
      delays: ScriptedDelays(late: [[], [1], [], [1]]), lateWork: .cancel, steps: 5, stepSize: 0.1
    ).run()
    // Worker 0 comes first and closes the step; worker 1, restarted, never gets there.
    #expect(run.records.map(\.coverage.maxStaleness) == [0, 1, 2, 3, 4])
    #expect(run.records.map(\.fresh) == [2, 1, 1, 1, 1])
    for (step, record) in run.records.enumerated() {
      #expect(record.coverage.recovery == 1)
      #expect(abs(record.coverage.meanStaleness - 0.4 * Double(step)) < 1e-15)
      #expect(record.coverage.residual == 0)
    }
  }
}

/// Given rows, the same at every step.
private struct Rows: Scheme {
  static let description = SchemeDescription(
    Entry("rows", ""), constraint: "", load: "", waitsFor: "", memory: "", citation: "")
  let rows: [[Term]]

  init(_ rows: [[Term]]) { self.rows = rows }
  init(_ request: SchemeRequest) throws(ConfigurationError) { self.init([]) }

  var workers: Int { rows.count }
  var waitsFor: String { "" }
  func terms(worker: Int, step: Int) -> [Term] { rows[worker] }
  func makeGather(shares: [Double]) -> any Gather { Unused() }
}

/// One worker that evaluates one of two blocks in turn and remembers the other.
private struct Alternating: Scheme {
  static let description = SchemeDescription(
    Entry("alternating", ""), constraint: "", load: "", waitsFor: "", memory: "", citation: "")
  init() {}
  init(_ request: SchemeRequest) throws(ConfigurationError) {}

  var workers: Int { 1 }
  var blocks: Int { 2 }
  var remembers: Bool { true }
  var waitsFor: String { "" }
  func terms(worker: Int, step: Int) -> [Term] {
    [Term(step % 2), Term(1 - step % 2, 1, .remembered)]
  }
  func makeGather(shares: [Double]) -> any Gather { Unused() }
}

private struct Unused: Gather {
  mutating func open(step: Int, at time: Double) {}
  mutating func add(_ arrival: Arrival) -> Verdict { .counted }
  mutating func close(into weights: inout [Weight]) {}
}
