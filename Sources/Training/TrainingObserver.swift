public import Clusters
public import Kernels

/// Sees a run as it goes: records it, shows it, ends it.
///
/// It never changes it.
public protocol TrainingObserver<Element>: ~Copyable {
  associatedtype Element: Scalar
  /// A worker was given the task of a version; one that still had another drops that.
  mutating func started(worker: Int, version: Int, at time: Double)
  /// A message has come.
  mutating func arrived(_ row: RecordedArrival) throws
  /// The open step is closed by the message that came last; a deadline closes without a word.
  mutating func closed(by worker: Int)
  /// A step is done.
  /// - Parameter model: The model after the step's update, version `record.step + 1`.
  /// - Returns: false to end the run here.
  mutating func stepped(_ record: StepRecord, model: Span<Element>) throws -> Bool
}

extension TrainingObserver where Self: ~Copyable {
  public mutating func started(worker: Int, version: Int, at time: Double) {}
  public mutating func closed(by worker: Int) {}
}
