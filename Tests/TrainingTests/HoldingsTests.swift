import Coding
import Settings
import TestSupport
import Testing

@testable import Training

/// What the parameter server holds in name, and how much of the training set an estimate speaks for, by
/// hand.
@Suite struct HoldingsTests {
  private func expect(
    _ found: Coverage, recovery: Double, mean: Double, max: Int, residual: Double
  ) {
    #expect(abs(found.recovery - recovery) < 1e-15)
    #expect(abs(found.meanStaleness - mean) < 1e-15)
    #expect(found.maxStaleness == max)
    #expect(abs(found.residual - residual) < 1e-15)
  }

  /// Holdings of a scheme in which each of the messages is in its worker's own place.
  private func holdings(
    _ scheme: any Scheme, shares: [Double], _ messages: [(worker: Int, version: Int)]
  ) throws -> Holdings {
    var holdings = Holdings(scheme, shares: shares)
    for (worker, version) in messages {
      let task = scheme.assignment(worker: worker, version: version)
      try holdings.put(task, part: 0, .keep(worker))
    }
    return holdings
  }

  @Test func unequalBlocksFreshStaleAndMissing() throws {
    // Shares 0.1, 0.2, 0.3, 0.4; block 0 fresh, 1 three steps old, 2 missing, 3 one step old.
    var holdings = try holdings(
      try makeScheme("pgc", workers: 4), shares: [0.1, 0.2, 0.3, 0.4], [(0, 7), (1, 4), (3, 6)])
    let found = try holdings.measure(
      [
        Weight(place: 0, version: 7, 1), Weight(place: 1, version: 4, 1),
        Weight(place: 3, version: 6, 1),
      ], step: 7)
    // (0.2 · 3 + 0.4 · 1) / 0.7; one block counts 0 in place of 1.
    expect(found, recovery: 0.7, mean: 1 / 0.7, max: 3, residual: 1)
    // Nothing of it remains in the next step.
    let scheme = try makeScheme("pgc", workers: 4)
    for worker in 0..<4 {
      try holdings.put(
        scheme.assignment(worker: worker, version: 8), part: 0, .keep(worker))
    }
    let all = (0..<4).map { Weight(place: $0, version: 8, 1) }
    #expect(try holdings.measure(all, step: 8) == Coverage())
    expect(try holdings.measure([], step: 9), recovery: 0, mean: 0, max: 0, residual: 2)
  }

  @Test func weightsOtherThanOne() throws {
    let scheme = try makeScheme("is-sgd", workers: 4, stragglers: 2)
    var holdings = try holdings(scheme, shares: [0.25, 0.25, 0.25, 0.25], [(0, 0), (2, 0)])
    let found = try holdings.measure(
      [Weight(place: 0, version: 0, 2), Weight(place: 2, version: 0, 2)], step: 0)
    // Gaps 1, −1, 1, −1.
    expect(found, recovery: 0.5, mean: 0, max: 0, residual: 2)
  }

  @Test func aBlockThatCancelsOutIsMissing() throws {
    // H = (1, 1, 1, −3): rows (1, −1, 0, 0) and (0, 1, −1, 0) add up to (1, 0, −1, 0).
    let scheme = Rows([
      [Term(0), Term(1, -1)], [Term(1), Term(2, -1)], [Term(2)],
    ])
    var holdings = try holdings(scheme, shares: [0.5, 0.3, 0.2], [(0, 2), (1, 1)])
    let found = try holdings.measure(
      [Weight(place: 0, version: 2, 1), Weight(place: 1, version: 1, 1)], step: 2)
    // Block 0 fresh, block 1 cancels, block 2 counts −1 and is one step old: gaps 0, −1, −2.
    expect(found, recovery: 0.7, mean: 0.2 / 0.7, max: 1, residual: 5.0.squareRoot())
  }

  @Test func aRememberedGradientHasTheAgeOfItsEvaluation() throws {
    // Even steps evaluate block 0 and remember block 1, odd ones the other way round.
    let scheme = Alternating()
    var holdings = Holdings(scheme, shares: [0.25, 0.75])
    func put(_ version: Int) throws {
      let task = scheme.assignment(worker: 0, version: version, turn: version)
      try holdings.put(task, part: 0, .keep(0))
    }
    try put(0)
    // Block 1 was never evaluated: its term is zero.
    expect(
      try holdings.measure([Weight(place: 0, version: 0, 1)], step: 0), recovery: 0.25, mean: 0,
      max: 0, residual: 1)
    try put(1)
    expect(
      try holdings.measure([Weight(place: 0, version: 1, 1)], step: 1), recovery: 1, mean: 0.25,
      max: 1, residual: 0)
    // Held for three steps more, all of it is three steps older.
    expect(
      try holdings.measure([Weight(place: 0, version: 1, 1)], step: 4), recovery: 1, mean: 3.25,
      max: 4, residual: 0)
  }

  /// A task of which only the first message came leaves nothing to remember.
  @Test func anAbandonedTaskIsNotRemembered() throws {
    let scheme = Rows([[Term(0)], [Term(1)]], parts: 2, remembers: true)
    var holdings = Holdings(scheme, shares: [0.5, 0.5])
    func put(_ version: Int, _ terms: [Term], parts: ClosedRange<Int> = 0...1) throws {
      let task = Assignment(worker: 0, version: version, turn: version, terms: terms)
      for part in parts { try holdings.put(task, part: part, .keep(part)) }
    }
    let both = [Term(0), Term(1, part: 1)]
    let second = [Term(1), Term(0, 1, .remembered, part: 1)]
    // Before the first evaluation a remembered term is zero.
    try put(0, second)
    #expect(try holdings.measure([Weight(place: 1, version: 0, 1)], step: 0).recovery == 0)
    try put(1, both)
    try put(2, both, parts: 0...0)
    // Block 0 stays as it was at version 1, also once the next task is finished.
    for version in 3...5 {
      try put(version, second)
      let found = try holdings.measure([Weight(place: 1, version: version, 1)], step: version)
      expect(found, recovery: 0.5, mean: Double(version - 1), max: version - 1, residual: 1)
    }
  }

  private func expectContradiction(_ words: String..., body: () throws -> Void) {
    let error = #expect(throws: ControlError.self) { try body() }
    for word in words {
      #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    }
  }

  /// Worker 0's message of version 3 is held, worker 1 has sent none.
  @Test(
    arguments: [
      (0, 2, ["version 2 of place 0", "holds version 3"]),
      (0, 4, ["version 4 of place 0", "holds version 3"]),
      (1, 3, ["version 3 of place 1", "holds nothing"]),
      (2, 3, ["version 3 of place 2", "holds nothing"]),
      (-1, 3, ["version 3 of place -1", "holds nothing"]),
    ] as [(Int, Int, [String])])
  func aWeightForWhatIsNotHeld(place: Int, version: Int, words: [String]) throws {
    var holdings = try holdings(
      try makeScheme("pgc", workers: 2), shares: [0.5, 0.5], [(0, 3)])
    expectContradiction(words[0], words[1]) {
      _ = try holdings.measure([Weight(place: place, version: version, 1)], step: 5)
    }
    // The right one is measured as if nothing had been.
    let right = try holdings.measure([Weight(place: 0, version: 3, 1)], step: 5)
    expect(right, recovery: 0.5, mean: 2, max: 2, residual: 1)
  }

  @Test(arguments: [-1, 2, 100])
  func aPlaceThatDoesNotExist(place: Int) throws {
    let scheme = try makeScheme("pgc", workers: 2)
    var holdings = Holdings(scheme, shares: [0.5, 0.5])
    let task = scheme.assignment(worker: 0, version: 3)
    expectContradiction("place \(place) of 2") {
      try holdings.put(task, part: 0, .keep(place))
    }
    expectContradiction("place \(place)", "nothing") {
      try holdings.put(task, part: 0, .add(place))
    }
    #expect(holdings.version(at: place) == nil)
  }

  @Test func addingToWhatIsOfAnotherVersion() throws {
    let scheme = try makeScheme("pgc", workers: 2)
    var holdings = try holdings(scheme, shares: [0.5, 0.5], [(0, 3)])
    for version in [2, 4] {
      expectContradiction("version \(version) to place 0", "holds version 3") {
        let task = scheme.assignment(worker: 1, version: version)
        try holdings.put(task, part: 0, .add(0))
      }
    }
    expectContradiction("version 3 to place 1", "holds nothing") {
      try holdings.put(scheme.assignment(worker: 1, version: 3), part: 0, .add(1))
    }
    // What was refused is not there.
    let found = try holdings.measure([Weight(place: 0, version: 3, 2)], step: 3)
    expect(found, recovery: 0.5, mean: 0, max: 0, residual: 2.0.squareRoot())
  }

  @Test func whatIsAddedCountsUntilThePlaceIsTaken() throws {
    let scheme = try makeScheme("pgc", workers: 3)
    var holdings = try holdings(scheme, shares: [0.2, 0.3, 0.5], [(0, 3)])
    for worker in [1, 2] {
      let task = scheme.assignment(worker: worker, version: 3)
      try holdings.put(task, part: 0, .add(0))
      #expect(holdings.version(at: 0) == 3)
      #expect(holdings.version(at: worker) == nil)
    }
    expect(
      try holdings.measure([Weight(place: 0, version: 3, 1)], step: 4), recovery: 1, mean: 1,
      max: 1, residual: 0)
    try holdings.put(scheme.assignment(worker: 1, version: 4), part: 0, .keep(0))
    expect(
      try holdings.measure([Weight(place: 0, version: 4, 1)], step: 4), recovery: 0.3, mean: 0,
      max: 0, residual: 2.0.squareRoot())
  }

  @Test func whatIsDroppedIsNowhere() throws {
    let scheme = try makeScheme("pgc", workers: 2)
    var holdings = try holdings(scheme, shares: [0.5, 0.5], [(0, 3)])
    try holdings.put(scheme.assignment(worker: 0, version: 4), part: 0, .drop)
    #expect(holdings.version(at: 0) == 3)
    #expect(holdings.version(at: 1) == nil)
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
    Entry("rows", ""), promise: .approximate, constraint: "", load: "", waitsFor: "", memory: "",
    citation: "")
  let rows: [[Term]]
  let parts: Int
  let remembers: Bool

  init(_ rows: [[Term]], parts: Int = 1, remembers: Bool = false) {
    self.rows = rows
    self.parts = parts
    self.remembers = remembers
  }
  init(_ request: SchemeRequest) throws(ConfigurationError) { self.init([]) }

  var workers: Int { rows.count }
  var waitsFor: String { "" }
  func terms(worker: Int, step: Int) -> [Term] { rows[worker] }
  func makeGather(shares: [Double]) -> any Gather { Unused() }
}

/// One worker that evaluates one of two blocks in turn and remembers the other.
private struct Alternating: Scheme {
  static let description = SchemeDescription(
    Entry("alternating", ""), promise: .approximate, constraint: "", load: "", waitsFor: "",
    memory: "", citation: "")
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
