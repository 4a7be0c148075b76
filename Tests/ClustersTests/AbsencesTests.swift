import Clusters
import Coding
import Settings
import Testing

/// Losses and joins in virtual time.
@Suite struct AbsencesTests {
  private func workers(_ losses: String) throws -> VirtualWorkers {
    VirtualWorkers(
      2,
      timing: TaskTiming(
        delays: try Delays.make("fixed:seconds=2", workers: 2, seed: 1), secondsOfBlock: [0, 0]),
      absences: try Absences(parsing: losses, workers: 2))
  }

  private func task(_ worker: Int) -> Assignment {
    Assignment(worker: worker, version: 0, terms: [Term(worker)])
  }

  @Test("A lost worker's message does not come; one that joins is free")
  func lostAndBack() throws {
    var workers = try workers("1@1.5-4,0@9")
    for worker in 0...1 { workers.start(task(worker), interrupts: false) }
    #expect(workers.next(before: .infinity) == .lost(worker: 1, time: 1.5))
    #expect(workers.next(before: .infinity) == .message(task(0), part: 0, time: 2))
    // Nobody is busy, and somebody is still to come.
    #expect(workers.next(before: 3) == .deadline(time: 3))
    #expect(workers.next(before: .infinity) == .joined(worker: 1, time: 4))
    workers.start(task(1), interrupts: false)
    #expect(workers.next(before: .infinity) == .message(task(1), part: 0, time: 6))
    #expect(workers.next(before: .infinity) == .lost(worker: 0, time: 9))
    #expect(workers.next(before: .infinity) == .idle(time: 9))
  }

  @Test(
    "What is no loss is refused",
    arguments: [
      "", "2@1", "x@1", "1", "1@", "1@x", "1@3-2", "1@-2", "1@1-", "1@1,1@2", "1@1-3,1@2",
      "1@nan", "1@1-inf", "1@1@2",
    ])
  func refused(_ text: String) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try Absences(parsing: text, workers: 2)
    }
    #expect(try #require(error).description.hasPrefix("--losses \(text): "))
  }
}
