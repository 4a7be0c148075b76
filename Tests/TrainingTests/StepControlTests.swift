import Clusters
import Coding
import Kernels
import TestSupport
import Testing
import Training

/// The parameter server as a state machine: what it makes of each event.
@Suite struct StepControlTests {
  private func control(
    _ scheme: any Scheme, _ lateWork: LateWork? = nil, keepsTasks: Bool = false
  ) -> StepControl {
    StepControl(
      scheme, lateWork: lateWork ?? scheme.lateWork,
      shares: Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks),
      keepsTasks: keepsTasks)
  }

  private func actions(_ control: inout StepControl, _ event: Event) throws -> [Action] {
    var actions: [Action] = []
    try control.react(to: event, &actions)
    return actions
  }

  /// The tasks that the control gives when an event happens.
  private func starts(_ control: inout StepControl, _ event: Event) throws -> [Assignment] {
    try actions(&control, event).compactMap { action in
      guard case .start(let task, _) = action else { return nil }
      return task
    }
  }

  /// Workers 0..<answers have answered when a transport says, too early, that nobody is busy.
  @Test(arguments: ["pgc", "sgc"], 0...2)
  func anEarlyIdleIsNoDeadline(name: String, answers: Int) throws {
    let settings = name == "pgc" ? [("start", "seen")] : [("p", "0.3")]
    let scheme = try makeScheme(
      name, workers: 3, stragglers: name == "pgc" ? 0 : 1, settings,
      stop: "deadline:seconds=2")
    var control = control(scheme)
    let tasks = try starts(&control, .opened(step: 0, time: 1))
    #expect(control.deadline == 3)
    for task in tasks.prefix(min(answers, name == "pgc" ? 2 : 1)) {
      _ = try actions(&control, .message(task, part: 0, time: 1.5))
    }
    try #require(control.isOpen)
    for time in [1.5, 2, 2.9999] {
      #expect(try actions(&control, .idle(time: time)) == [])
      #expect(control.isOpen && control.deadline == 3 && control.weights.isEmpty)
    }
    let closing = try actions(&control, .deadline(time: 3))
    #expect(closing == (answers > 0 ? [.close] : []))
    #expect(control.isOpen == (answers == 0))
    // Where nothing had come the deadline is over, and now nothing more will happen.
    if answers == 0 { #expect(try actions(&control, .idle(time: 3)) == [.stalled]) }
  }

  @Test func idleWithoutADeadlineIsAStall() throws {
    var control = control(try makeScheme("uncoded", workers: 2))
    let tasks = try starts(&control, .opened(step: 0, time: 0))
    #expect(try actions(&control, .idle(time: 1)) == [.stalled])
    for task in tasks { _ = try actions(&control, .message(task, part: 0, time: 2)) }
    #expect(!control.isOpen)
    // Between steps there is nothing to wait for.
    #expect(try actions(&control, .idle(time: 3)) == [])
    #expect(try actions(&control, .deadline(time: 3)) == [])
  }

  private final class Events: TrainingObserver {
    typealias Element = Double
    var events: [Event] = []
    var started: [Assignment] = []
    var records: [StepRecord] = []
    var tasks: [TaskRecord] = []
    func saw(_ event: Event, step: Int) { events.append(event) }
    func started(_ assignment: Assignment, at time: Double) { started.append(assignment) }
    func ended(_ tasks: [TaskRecord]) { self.tasks += tasks }
    func stepped(_ record: StepRecord, model: Span<Double>) -> Bool {
      records.append(record)
      return true
    }
  }

  /// The events of a run, fed to a new control, give all that the run's own control knew.
  @Test(
    arguments: ["pgc", "pgc-hybrid", "partial-crc", "pgc-fr", "frc", "two-part-memory"],
    LateWork.allCases)
  func eventsRebuildTheControl(name: String, lateWork: LateWork) throws {
    let scheme =
      name == "two-part-memory"
      ? TwoPartMemory(workers: 6, awaited: 4)
      : try makeScheme(name, workers: 6, stragglers: 2, stop: nil)
    var rehearsal = Rehearsal(
      scheme, .random(blocks: scheme.blocks, dimension: 1),
      delays: try Delays.make("exponential:mean=1", workers: 6, seed: 5), lateWork: lateWork,
      steps: 40, stepSize: 0.01)
    rehearsal.keepsTasks = true
    let run = Events()
    try rehearsal.run(seenBy: run)

    var control = StepControl(
      scheme, lateWork: lateWork, shares: rehearsal.objective.shares, keepsTasks: true)
    var started: [Assignment] = []
    var records: [StepRecord] = []
    var tasks: [TaskRecord] = []
    for event in run.events {
      started += try starts(&control, event)
      if !control.isOpen {
        records.append(StepRecord(control))
        tasks += control.takeTasks()
      }
    }
    tasks += control.end(at: run.events.last?.time ?? 0)
    #expect(started == run.started)
    #expect(tasks == run.tasks)
    #expect(records.count == 40)
    for (record, recorded) in zip(records, run.records) {
      #expect(record.time == recorded.time && record.waited == recorded.waited)
      #expect(record.coverage == recorded.coverage && record.closer == recorded.closer)
      #expect(record.fresh == recorded.fresh && record.arrivals == recorded.arrivals)
      #expect(record.evaluated == recorded.evaluated && record.cancelled == recorded.cancelled)
    }
    // Every task that was given is over, once, and every load is in one of the counts or unfinished.
    #expect(tasks.count == started.count)
    #expect(Set(tasks.map(\.assignment)) == Set(started))
    func load(_ outcomes: TaskRecord.Outcome...) -> Int {
      tasks.filter { outcomes.contains($0.outcome) }.reduce(0) { $0 + $1.assignment.load }
    }
    #expect(control.evaluated == load(.fresh, .awaited, .late))
    #expect(control.cancelled == load(.cancelled))
  }

  @Test func aWorkerThatIsLostIsGivenNothingUntilItIsBack() throws {
    var control = control(Willing(workers: 3) { Present(workers: 3) }, .finish, keepsTasks: true)
    let tasks = try starts(&control, .opened(step: 0, time: 0))
    #expect(tasks.map(\.worker) == [0, 1, 2])
    #expect(try actions(&control, .message(tasks[0], part: 0, time: 1)) == [.put(.keep(0))])
    #expect(try actions(&control, .message(tasks[1], part: 0, time: 2)) == [.put(.keep(1))])
    // Two of two that are left: the loss closes the step.
    #expect(try actions(&control, .lost(worker: 2, time: 3)) == [.close])
    #expect(control.closer == nil && control.closed == 3)
    #expect(control.weights.map(\.place) == [0, 1])
    #expect(control.coverage.recovery < 1 && control.cancelled == 1)
    #expect(control.takeTasks().map(\.outcome) == [.fresh, .fresh, .lost])
    // Once more says nothing new.
    #expect(try actions(&control, .lost(worker: 2, time: 3.5)) == [])
    #expect(control.cancelled == 1)

    let next = try starts(&control, .opened(step: 1, time: 4))
    #expect(next.map(\.worker) == [0, 1])
    // What it had sent before it was lost comes, and counts; no task follows.
    #expect(try actions(&control, .message(tasks[2], part: 0, time: 5)) == [.put(.keep(2))])
    #expect(control.evaluated == 3 && control.cancelled == 0)

    let back = try starts(&control, .joined(worker: 2, time: 6))
    #expect(back.map(\.version) == [1] && back.map(\.turn) == [1])
    #expect(try actions(&control, .joined(worker: 2, time: 6.5)) == [])
    for task in next { _ = try actions(&control, .message(task, part: 0, time: 7)) }
    #expect(control.isOpen)
    #expect(
      try actions(&control, .message(back[0], part: 0, time: 8)) == [.put(.keep(2)), .close])
    #expect(control.closer == 2 && control.coverage.recovery == 1)
  }

  /// Between steps a worker that joins waits for the next; what it missed it need not catch up on.
  @Test(arguments: LateWork.allCases)
  func joiningBetweenSteps(lateWork: LateWork) throws {
    var control = control(Willing(workers: 2) { Present(workers: 2) }, lateWork)
    let tasks = try starts(&control, .opened(step: 0, time: 0))
    _ = try actions(&control, .lost(worker: 1, time: 1))
    _ = try actions(&control, .message(tasks[0], part: 0, time: 2))
    for step in 1...3 {
      let task = try #require(try starts(&control, .opened(step: step, time: 3)).first)
      _ = try actions(&control, .message(task, part: 0, time: 4))
    }
    #expect(!control.isOpen)
    #expect(try actions(&control, .joined(worker: 1, time: 5)) == [])
    #expect(control.oldestVersion >= 3)
    let both = try starts(&control, .opened(step: 4, time: 6))
    #expect(both.map(\.worker).sorted() == [0, 1])
    #expect(both.first { $0.worker == 1 }?.version ?? 0 >= (lateWork == .backlog ? 3 : 4))
    #expect(both.allSatisfy { $0.version >= control.oldestVersion })
  }

  /// Worker 0 is given terms of the gather's choice, worker 1 its row, worker 2 nothing; and who has
  /// answered is given the same version again, once.
  @Test func aGatherMayChoose() throws {
    struct Choosing: Gather {
      var counts = [0, 0, 0]
      mutating func open(step: Int, at time: Double) { counts = [0, 0, 0] }
      mutating func choice(for worker: Int, version: Int) -> Choice {
        switch worker {
        case 0: .terms([Term(2, 0.5), Term(1)])
        case 1: .row
        default: .wait
        }
      }
      mutating func add(_ arrival: Arrival) -> Verdict {
        counts[arrival.worker] += 1
        if counts == [2, 2, 0] { return .closes }
        return counts[arrival.worker] < 2 ? .released : .counted
      }
      mutating func close(into weights: inout [Weight]) {}
    }
    var control = control(Willing(workers: 3) { Choosing() })
    for step in 0..<3 {
      var tasks = try starts(&control, .opened(step: step, time: 0))
      #expect(tasks.map(\.worker) == [0, 1])
      #expect(tasks[0].terms == [Term(2, 0.5), Term(1)] && tasks[1].terms == [Term(1)])
      #expect(tasks.allSatisfy { $0.repetition == 0 && $0.turn == 2 * step })
      for worker in 0..<2 {
        let again = try starts(&control, .message(tasks[worker], part: 0, time: 1))
        #expect(again.map(\.worker) == [worker])
        tasks[worker] = try #require(again.first)
        #expect(tasks[worker].repetition == 1 && tasks[worker].turn == 2 * step + 1)
        #expect(tasks[worker].version == step && tasks[worker].draw != step)
      }
      #expect(try starts(&control, .message(tasks[1], part: 0, time: 2)) == [])
      #expect(control.isOpen)
      #expect(try starts(&control, .message(tasks[0], part: 0, time: 3)) == [])
      #expect(!control.isOpen && control.closer == 0)
      #expect(control.evaluated == (step + 1) * 6)
    }
  }

  /// Beside what late work says a gather may have a worker drop what it is at.
  @Test(arguments: LateWork.allCases)
  func aGatherMayDropATask(lateWork: LateWork) throws {
    struct Dropping: Gather {
      var step = 0
      mutating func open(step: Int, at time: Double) { self.step = step }
      func drops(_ version: Int, of worker: Int) -> Bool { worker == 2 && step - version >= 2 }
      mutating func add(_ arrival: Arrival) -> Verdict {
        arrival.version == step ? .closes : .released
      }
      mutating func close(into weights: inout [Weight]) {}
    }
    var control = control(Willing(workers: 3) { Dropping() }, lateWork)
    var interrupted: [[Int]] = []
    for step in 0..<5 {
      let actions = try actions(&control, .opened(step: step, time: 0))
      var task: Assignment?
      for case .start(let started, let interrupts) in actions {
        if started.worker == 0 { task = started }
        if interrupts { interrupted.append([started.worker, step]) }
      }
      _ = try self.actions(&control, .message(try #require(task), part: 0, time: 1))
      #expect(!control.isOpen)
    }
    switch lateWork {
    case .cancel: #expect(interrupted == (1..<5).flatMap { [[1, $0], [2, $0]] })
    case .finish: #expect(interrupted == [[2, 2], [2, 4]])
    // With a backlog the next version in turn, however old.
    case .backlog: #expect(interrupted.allSatisfy { $0[0] == 2 } && interrupted.first == [2, 2])
    }
    #expect(control.cancelled == interrupted.count)
  }

  @Test func aSchemeThatContradictsItselfIsToldOf() throws {
    struct Wrong: Gather {
      let destination: Destination
      let weight: Weight
      mutating func open(step: Int, at time: Double) {}
      func destination(of arrival: Arrival) -> Destination { destination }
      mutating func add(_ arrival: Arrival) -> Verdict { .closes }
      mutating func close(into weights: inout [Weight]) { weights.append(weight) }
    }
    for (destination, weight, words) in [
      (.keep(0), Weight(place: 1, version: 0, 1), "holds nothing"),
      (.keep(0), Weight(place: 0, version: 1, 1), "holds version 0"),
      (.drop, Weight(place: 0, version: 0, 1), "holds nothing"),
      (.keep(7), Weight(place: 0, version: 0, 1), "place 7 of 2"),
      (.add(0), Weight(place: 0, version: 0, 1), "place 0, which holds nothing"),
    ] as [(Destination, Weight, String)] {
      var control = control(Willing(workers: 2) { Wrong(destination: destination, weight: weight) })
      let task = try #require(try starts(&control, .opened(step: 0, time: 0)).first)
      let error = #expect(throws: ControlError.self) {
        try actions(&control, .message(task, part: 0, time: 1))
      }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
  }
}
