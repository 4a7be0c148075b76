import Clusters
import Coding

/// The events of one run, step by step: what training and runs of times alone have in common.
struct StepLoop {
  private(set) var control: StepControl
  private let waitsFor: String
  private let keepsTasks: Bool
  private var actions: [Action] = []

  /// A loop that goes on where a control is.
  init(_ control: StepControl, waitsFor: String, keepsTasks: Bool) {
    self.control = control
    self.waitsFor = waitsFor
    self.keepsTasks = keepsTasks
  }

  /// Opens a step, unless it is open, and takes events until it closes.
  /// - Parameter put: What is done with the message that came last.
  mutating func run<S: EventSource & ~Copyable, V: EventObserver & ~Copyable>(
    _ step: Int, on source: inout S, observer: inout V,
    put: (inout S, Destination) throws -> Void
  ) throws {
    if !control.isOpen {
      try react(to: .opened(step: step, time: source.now), on: &source, &observer, put)
    }
    while control.isOpen {
      try react(to: try source.next(before: control.deadline), on: &source, &observer, put)
    }
    if keepsTasks { try observer.ended(control.takeTasks()) }
  }

  private mutating func react<S: EventSource & ~Copyable, V: EventObserver & ~Copyable>(
    to event: Event, on source: inout S, _ observer: inout V,
    _ put: (inout S, Destination) throws -> Void
  ) throws {
    actions.removeAll(keepingCapacity: true)
    let result = Result { try control.react(to: event, &actions) }
    // Recorded before anything is thrown, so that the record of a failed run has its last event. That
    // nobody is busy is one only where it closes the step: else the run can still go on.
    if case .idle = event, control.isOpen {} else { try observer.saw(event, step: control.step) }
    try result.get()
    for action in actions {
      switch action {
      case .start(let assignment, let interrupts):
        try source.start(assignment, interrupts: interrupts)
        observer.started(assignment, at: event.time)
      case .put(let destination): try put(&source, destination)
      case .close: break
      case .stalled:
        throw TrainingError.stalled(
          step: control.step, waitsFor: waitsFor, refused: control.refused)
      }
    }
  }

  /// Tells the observer of the tasks that nobody closed, when the run is over.
  mutating func end<V: EventObserver & ~Copyable>(at time: Double, observer: inout V) throws {
    if keepsTasks { try observer.ended(control.end(at: time)) }
  }
}
