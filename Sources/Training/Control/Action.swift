public import Coding

/// What the parameter server is to do, as `StepControl` says.
public enum Action: Hashable, Sendable {
  /// Give a worker a task; where it interrupts, the worker drops what it is doing.
  case start(Assignment, interrupts: Bool)
  /// Put the message that came last into its place.
  case put(Destination)
  /// The step is over: make the estimate of the control's `weights`.
  case close
  /// No worker has a task, and the scheme waits for more.
  case stalled
}
