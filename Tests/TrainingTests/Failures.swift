import Clusters
import Coding
import Kernels
import Settings
import TestSupport
import Testing
import Training

/// Runs that cannot go on end with an error, not with a hang.
@Suite struct Failures {
  private let source = Quadratic(centers: [1, 2, 3])

  private func rehearsal(_ scheme: any Scheme, stepSize: Double = 0.5, steps: Int = 5000)
    -> Rehearsal
  {
    Rehearsal(
      scheme, source, delays: ScriptedDelays(seconds: [1, 1, 1]), steps: steps, stepSize: stepSize)
  }

  @Test(arguments: LateWork.allCases)
  func waitingForMoreThanCanComeIsAnError(lateWork: LateWork) {
    var rehearsal = rehearsal(Insatiable(workers: 3))
    rehearsal.lateWork = lateWork
    #expect(throws: TrainingError.stalled(step: 0, waitsFor: "4 of 3 workers")) {
      try rehearsal.run()
    }
  }

  @Test func aWorkerThatNeverAnswersIsAnError() throws {
    var rehearsal = rehearsal(try makeScheme("pgc", workers: 3, stragglers: 1, stop: "arrivals"))
    rehearsal.delays = ScriptedDelays(seconds: [1, 1, .infinity])
    #expect(throws: TrainingError.self) { try rehearsal.run() }
  }

  @Test(arguments: ["uncoded", "is-sgd", "frc", "crc", "pgc"])
  func divergenceIsAnError(name: String) throws {
    let scheme = try makeScheme(name, workers: 3)
    let error = #expect(throws: TrainingError.self) {
      try rehearsal(scheme, stepSize: 10).run()
    }
    guard case .diverged(let step, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // |1 − η| = 9 a step: the norm overflows near 308 / log₁₀ 9 = 323 steps.
    #expect((300...330).contains(step))
  }

  @Test func whatTheDecoderThrowsEndsTheRun() {
    #expect(throws: DecodingError("of no use")) {
      try rehearsal(Insatiable(workers: 3, needed: 2)).run()
    }
  }

  /// What was seen until then is there, and what was under way is told of.
  @Test func theRecordOfAFailedRunHasItsLastEvent() throws {
    let recording = Recording()
    var rehearsal = rehearsal(Insatiable(workers: 3, needed: 2))
    rehearsal.keepsTasks = true
    #expect(throws: DecodingError.self) { try rehearsal.run(seenBy: recording) }
    #expect(recording.arrivals.map(\.worker) == [0, 1])
    #expect(recording.tasks.map(\.outcome) == [.fresh, .fresh, .unfinished])
    #expect(recording.records.isEmpty)
  }

  private struct Unwilling: Error {}

  private final class Refusing: TrainingObserver {
    typealias Element = Double
    var events: Int
    var steps: Int
    init(events: Int = .max, steps: Int = .max) {
      self.events = events
      self.steps = steps
    }

    func saw(_ event: Event, step: Int) throws {
      events -= 1
      if events < 0 { throw Unwilling() }
    }

    func stepped(_ record: StepRecord, model: Span<Double>) throws -> Bool {
      steps -= 1
      if steps < 0 { throw Unwilling() }
      return true
    }
  }

  @Test func whatTheObserverThrowsEndsTheRun() throws {
    let rehearsal = rehearsal(try makeScheme("uncoded", workers: 3))
    #expect(throws: Unwilling.self) { try rehearsal.run(seenBy: Refusing(events: 4)) }
    #expect(throws: Unwilling.self) { try rehearsal.run(seenBy: Refusing(steps: 2)) }
  }

  private final class Contented: TrainingObserver {
    typealias Element = Double
    var steps = 0
    func stepped(_ record: StepRecord, model: Span<Double>) -> Bool {
      steps += 1
      return steps < 3
    }
  }

  @Test func theObserverMayEndTheRun() throws {
    let observer = Contented()
    try rehearsal(try makeScheme("uncoded", workers: 3)).run(seenBy: observer)
    #expect(observer.steps == 3)
  }
}

/// Waits for more workers than there are, and cannot decode.
private struct Insatiable: Scheme {
  static let description = SchemeDescription(
    Entry("insatiable", ""), promise: .approximate, constraint: "", load: "1", waitsFor: "",
    memory: "", citation: "")

  let workers: Int
  let needed: Int

  init(workers: Int, needed: Int? = nil) {
    self.workers = workers
    self.needed = needed ?? workers + 1
  }
  init(_ request: SchemeRequest) throws(ConfigurationError) { self.init(workers: request.workers) }

  var waitsFor: String { "\(needed) of \(workers) workers" }
  func terms(worker: Int, step: Int) -> [Term] { [Term(worker)] }
  func makeGather(shares: [Double]) -> any Gather { Collecting(first: FirstResponders(needed)) }

  struct Collecting: Gather {
    var first: FirstResponders
    mutating func open(step: Int, at time: Double) { first.open(step: step) }
    mutating func add(_ arrival: Arrival) -> Verdict { first.add(arrival) }
    mutating func close(into weights: inout [Weight]) throws(DecodingError) {
      throw DecodingError("of no use")
    }
  }
}
