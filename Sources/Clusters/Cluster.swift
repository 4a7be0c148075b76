public import Coding
public import Kernels

/// The workers as the parameter server sees them: transport and clock in one, because a transport is
/// what makes time pass.
///
/// A worker is idle or has one task. The loop pulls: `next` returns the next message, by waiting on
/// MPI, by moving the clock in virtual time. A message changes hands in the call that reports it:
/// before, its vector is the cluster's; after, the caller's.
public protocol Cluster<Element>: ~Copyable {
  associatedtype Element: Scalar
  /// What may go wrong; `Never` in virtual time.
  associatedtype Failure: Error

  /// n.
  var workerCount: Int { get }
  /// Elements of a message.
  var messageLength: Int { get }
  /// Seconds since the run began: of the wall clock, or virtual.
  var now: Double { get }

  /// Makes a model available to later starts. Copied once, not once a worker.
  mutating func publish(_ model: Span<Element>, version: Int)
  /// Lets go of models older than `version`, which no later start will name.
  mutating func forget(before version: Int)
  /// Gives a worker the task of a published version; one that is busy drops what it does.
  mutating func start(worker: Int, version: Int) throws(Failure)
  /// Waits for the next message and swaps its vector into `message`.
  ///
  /// A cluster may only promise the content (see `settle`).
  /// - Returns: nil when `deadline`, in seconds since the run began, comes first, or when no worker
  ///   has a task.
  mutating func next(before deadline: Double, into message: inout Vector<Element>) throws(Failure)
    -> Arrival?
  /// Fills the places of promised messages that are about to be used.
  ///
  /// In virtual time nothing is evaluated before it is needed, so what no one uses costs nothing. On
  /// MPI messages come whole, and this does nothing.
  /// - Parameter slot: Where the caller keeps the newest message of a (worker, part).
  mutating func settle(_ weights: [Weight], in slot: (Weight) -> Slot<Element>)
  /// Stops all workers, whatever they are doing, and waits until they are gone.
  mutating func shutdown() throws(Failure)
}

extension Cluster where Self: ~Copyable {
  public mutating func settle(_ weights: [Weight], in slot: (Weight) -> Slot<Element>) {}
}

/// A cluster that cannot go on, told in one line.
public struct ClusterError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  /// An error with the line that the user reads.
  public init(_ description: String) { self.description = description }
}
