public import Coding
public import Staleness

/// Workers and a clock: what makes events happen.
public protocol EventSource: ~Copyable {
  /// Seconds since the run began: of the wall clock, or virtual.
  var now: Double { get }
  /// Gives a worker a task, on a model that is published.
  /// - Parameter interrupts: Whether the worker drops the task that it has; else it has none.
  mutating func start(_ assignment: Assignment, interrupts: Bool) throws
  /// Waits for the next event: a message, a loss, a worker that joins, or the deadline.
  ///
  /// `idle` comes only where no worker has a task and the deadline is infinite, so that it is never
  /// mistaken for a deadline.
  /// - Parameter deadline: In seconds since the run began.
  mutating func next(before deadline: Double) throws -> Event
}

/// The workers as the parameter server sees them, and the messages that it holds: transport and clock
/// in one, because a transport is what makes time pass.
///
/// The loop pulls: `next` returns the next event, by waiting on MPI, by moving the clock in virtual
/// time. The message of an event is put into its place before the next one is asked for.
public protocol Cluster<Element>: EventSource, HeldMessages, ~Copyable {
  /// n.
  var workerCount: Int { get }
  /// Elements of a message: d + 1.
  var messageLength: Int { get }
  /// Makes a model available to later starts. Copied once, not once a worker.
  mutating func publish(_ model: Span<Element>, version: Int)
  /// Lets go of models older than `version`, which no later start will name.
  mutating func forget(before version: Int)
  /// Puts the message that came last into its place; without it, it is dropped.
  mutating func put(_ destination: Destination) throws
  /// Stops all workers, whatever they are doing, and waits until they are gone.
  mutating func shutdown() throws
}

/// A cluster that cannot go on, told in one line.
public struct ClusterError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  /// An error with the line that the user reads.
  public init(_ description: String) { self.description = description }
}
