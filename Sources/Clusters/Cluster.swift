public import Coding
public import Kernels
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
  /// Elements of a message: d + 1, or those of a slice.
  var messageLength: Int { get }
  /// Which messages come as `bad` events, and are dropped.
  var refusal: Refusal { get set }
  /// Makes a model available to later starts. Copied once, not once a worker.
  mutating func publish(_ model: Span<Element>, version: Int)
  /// Lets go of models older than `version`, which no later start will name.
  mutating func forget(before version: Int)
  /// Puts the message that came last into its place; without it, it is dropped.
  mutating func put(_ destination: Destination) throws
  /// Stops all workers, whatever they are doing, and waits until they are gone.
  mutating func shutdown() throws
  /// A copy of what a checkpoint keeps of models and messages.
  mutating func state() throws -> ClusterState<Element>
  /// Takes back what `state` gave, before the first step that follows it.
  /// - Throws: where something is missing or of another length.
  mutating func restore(_ state: ClusterState<Element>) throws
  /// The model of a version that is still needed; nil where it is forgotten.
  func model(_ version: Int) -> ModelSnapshot<Element>?
}

/// What a checkpoint keeps of a cluster: models and, where they are no promises, messages.
///
/// In virtual time a held message is a name, which the events give again, and its gradients are
/// evaluated again from the models. On MPI it is a vector.
public struct ClusterState<Element: Scalar>: Equatable, Sendable {
  /// Seconds since the run began.
  public var time: Double
  /// Models that somebody needs, by version.
  public var models: [Int: [Element]]
  /// Messages by place, and the version of the model of each where that is kept.
  public var messages: [Int: [Element]]
  public var versions: [Int: Int]

  /// A state.
  public init(
    time: Double, models: [Int: [Element]], messages: [Int: [Element]] = [:],
    versions: [Int: Int] = [:]
  ) {
    self.time = time
    self.models = models
    self.messages = messages
    self.versions = versions
  }
}

/// A cluster that cannot go on, told in one line.
public struct ClusterError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  /// An error with the line that the user reads.
  public init(_ description: String) { self.description = description }
}
