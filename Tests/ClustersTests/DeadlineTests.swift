import Clusters
import Coding
import Kernels
import Settings
import TestSupport
import Testing

/// Where nobody is busy a cluster waits for the deadline, if there is one; being early is none.
@Suite struct DeadlineTests {
  private static let timing = TaskTiming(
    delays: ScriptedDelays(seconds: [1, 3]), secondsOfBlock: [0, 0])

  private func task(_ worker: Int) -> Assignment {
    Assignment(worker: worker, version: 0, terms: [Term(worker)])
  }

  /// Starts the tasks, and asks for events until none is left before the deadline.
  private func events<S: EventSource & ~Copyable>(
    of source: inout S, busy: [Int], until deadline: Double
  ) throws -> [Event] {
    for worker in busy { try source.start(task(worker), interrupts: false) }
    var events: [Event] = []
    while true {
      let event = try source.next(before: deadline)
      events.append(event)
      guard case .message = event else { return events }
    }
  }

  private func expected(busy: [Int], until deadline: Double) -> [Event] {
    let messages = busy.map { Event.message(task($0), part: 0, time: Double(1 + 2 * $0)) }
      .filter { $0.time <= deadline }
    let last = messages.last?.time ?? 0
    return messages + [deadline.isFinite ? .deadline(time: deadline) : .idle(time: last)]
  }

  @Test(arguments: [[], [0], [1], [0, 1]], [0.5, 1, 2, 4, .infinity] as [Double])
  func ofWorkersAlone(busy: [Int], deadline: Double) throws {
    var workers = VirtualWorkers(2, timing: Self.timing)
    #expect(
      try events(of: &workers, busy: busy, until: deadline)
        == expected(busy: busy, until: deadline))
    if deadline.isFinite { #expect(workers.now == deadline) }
  }

  @Test(arguments: [[], [0], [1], [0, 1]], [0.5, 1, 2, 4, .infinity] as [Double])
  func ofTheCluster(busy: [Int], deadline: Double) throws {
    var cluster = VirtualCluster(
      try makeScheme("uncoded", workers: 2), source: Quadratic(centers: [1, 2]),
      timing: Self.timing)
    let model = Vector<Double>(repeating: 0, count: 1)
    cluster.publish(model.span, version: 0)
    #expect(
      try events(of: &cluster, busy: busy, until: deadline)
        == expected(busy: busy, until: deadline))
  }

  /// A deadline that has passed already does not turn the clock back.
  @Test func theClockDoesNotGoBack() throws {
    var workers = VirtualWorkers(2, timing: Self.timing)
    _ = try events(of: &workers, busy: [], until: 5)
    #expect(workers.next(before: 2) == .deadline(time: 5))
    #expect(workers.next(before: .infinity) == .idle(time: 5))
  }
}
