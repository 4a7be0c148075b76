public import Coding
public import Kernels

/// Sees the events of a run as they happen: records them, shows them.
///
/// It never changes a run.
public protocol EventObserver: ~Copyable {
  /// A worker is given a task.
  mutating func started(_ assignment: Assignment, at time: Double)
  /// Something has happened in a step, and the control has taken note of it.
  mutating func saw(_ event: Event, step: Int) throws
  /// Tasks are over; only where the loop was asked to keep them.
  mutating func ended(_ tasks: [TaskRecord]) throws
}

extension EventObserver where Self: ~Copyable {
  public mutating func started(_ assignment: Assignment, at time: Double) {}
  public mutating func saw(_ event: Event, step: Int) throws {}
  public mutating func ended(_ tasks: [TaskRecord]) throws {}
}

/// Sees a training as it goes, and ends it.
public protocol TrainingObserver<Element>: EventObserver, ~Copyable {
  associatedtype Element: Scalar
  /// A step is done.
  /// - Parameter model: The model after the step's update, version `record.step + 1`.
  /// - Returns: false to end the run here.
  mutating func stepped(_ record: StepRecord, model: Span<Element>) throws -> Bool
  /// Whether a copy of the training's state is wanted, now that a step is done.
  mutating func wantsState() -> Bool
  /// Keeps the state: a checkpoint.
  /// - Throws: `Interruption`, where the run is to end here.
  mutating func keep(_ state: TrainingState<Element>) throws
}

extension TrainingObserver where Self: ~Copyable {
  public mutating func wantsState() -> Bool { false }
  public mutating func keep(_ state: TrainingState<Element>) throws {}
}

/// Sees a run of times alone as it goes, and ends it.
public protocol TimingObserver: EventObserver, ~Copyable {
  /// A step is done.
  /// - Returns: false to end the run here.
  mutating func stepped(_ record: StepRecord) throws -> Bool
}
