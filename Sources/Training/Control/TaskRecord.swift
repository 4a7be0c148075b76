public import Coding

/// A task that is over: a row of `tasks.csv`.
public struct TaskRecord: Equatable, Sendable {
  /// What became of a task.
  public enum Outcome: String, Sendable {
    /// Its last message came in the step of its version.
    case fresh
    /// The same, and it closed that step: the parameter server waited for it.
    case awaited
    /// Its last message came in a later step.
    case late
    /// Its worker was given another before its last message had come.
    ///
    /// The row stays so where that message comes after all, as it may on MPI; its load then counts as
    /// evaluated, so that the rows of `tasks.csv` may hold more cancelled loads than `cancelled`.
    case cancelled
    /// Its worker was lost.
    case lost
    /// It was under way when the run ended.
    case unfinished
  }

  /// The task.
  public var assignment: Assignment
  /// Seconds since the run began.
  public var began: Double
  /// Seconds since the run began.
  public var ended: Double
  /// What became of it.
  public var outcome: Outcome
}
