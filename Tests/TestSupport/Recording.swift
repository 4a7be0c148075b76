public import Clusters
public import Coding
public import Kernels
public import Training

/// A message as tests look at it, with the step that was open when it came.
public struct Received: Hashable, Sendable {
  /// The open step.
  public var step: Int
  /// Who sent it.
  public var worker: Int
  /// The version it was computed from.
  public var version: Int
  /// Which of the task's messages it is.
  public var part: Int
  /// Seconds since the run began.
  public var time: Double
}

/// An observer that keeps all it sees.
public final class Recording: TrainingObserver {
  /// Double precision.
  public typealias Element = Double

  /// Every event that leaves a record, in order: what a replay takes.
  public private(set) var journal: [JournalRow] = []
  /// Every task that a worker was given, in order.
  public private(set) var started: [Assignment] = []
  /// Every step.
  public private(set) var records: [StepRecord] = []
  /// The tasks that are over, where they are kept.
  public private(set) var tasks: [TaskRecord] = []
  /// The model after each step; empty where models are not kept.
  public private(set) var models: [[Double]] = []
  private let keepsModels: Bool

  /// Nothing seen yet.
  public init(keepsModels: Bool = true) { self.keepsModels = keepsModels }

  /// Keeps the event.
  public func saw(_ event: Event, step: Int) {
    journal.append(JournalRow(step: step, of: event))
  }

  /// Keeps the task.
  public func started(_ assignment: Assignment, at time: Double) { started.append(assignment) }

  /// Keeps the tasks.
  public func ended(_ tasks: [TaskRecord]) { self.tasks += tasks }

  /// Keeps the record and the model, and goes on.
  public func stepped(_ record: StepRecord, model: Span<Double>) -> Bool {
    records.append(record)
    if keepsModels { models.append(Double.elements(model)) }
    return true
  }

  /// Every message, in the order of arrival.
  public var arrivals: [Received] {
    journal.compactMap { row in
      guard case .message(let m) = row.event else { return nil }
      return Received(
        step: row.step, worker: m.worker, version: m.version, part: m.part, time: m.time)
    }
  }

  /// The last model kept.
  public var final: [Double] { models.last ?? [] }
}
