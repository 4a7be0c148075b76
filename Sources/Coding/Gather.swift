/// What a message is to the step that is open.
public enum Verdict: Sendable {
  /// Its worker may go on at once: the message is late, or of no use, or the worker is to do more.
  case released
  /// Its worker waits for the next step.
  case counted
  /// The step may close.
  case closes
}

/// The parameter server's side of a scheme.
///
/// It says when a step may close, and with which weights the held messages make the estimate, and
/// never sees a gradient.
///
/// `StepControl` calls `open`, then `destination` and `add` for each message until a verdict is `closes`
/// or the deadline passes, then `close`.
public protocol Gather: Sendable {
  /// Begins a step.
  /// - Parameter time: Seconds since the run began.
  mutating func open(step: Int, at time: Double)
  /// What a worker that is free does on the model of a version.
  ///
  /// The scheme's row by default; a scheme that chooses by what is held answers here.
  mutating func choice(for worker: Int, version: Int) -> Choice
  /// Whether a worker that is busy with a task of `version` when a step opens is to drop it, beside
  /// what `LateWork` says; asked too when a deadline has passed that closes nothing.
  func drops(_ version: Int, of worker: Int) -> Bool
  /// The oldest version that a choice may still name; nil for one that names the current one only.
  var oldestVersion: Int? { get }
  /// Where a message goes; asked before `add`.
  func destination(of arrival: Arrival) -> Destination
  /// Takes note of a message, current or late.
  mutating func add(_ arrival: Arrival) -> Verdict
  /// Nothing more will come from a worker.
  /// - Returns: `closes` where the open step may close now; else it waits for others.
  mutating func lost(_ worker: Int) -> Verdict
  /// A worker is there, for the first time or again, and free.
  mutating func joined(_ worker: Int)
  /// Workers that have something to do after all since the last loss; who of them is free begins at once.
  var summoned: [Int] { get }
  /// No worker is busy, so that nothing will come by itself.
  /// - Returns: `closes` where the open step may close all the same.
  mutating func stalled() -> Verdict
  /// When the open step stops waiting, in seconds since the run began; infinite where it never does.
  var deadline: Double { get }
  /// The deadline has passed; true closes the step, false waits on for one more message.
  mutating func expire() -> Bool
  /// Appends the decoding vector: a weight for each held message that makes the estimate.
  ///
  /// The order does not matter: the sum is made in the order of places, so that who came first leaves
  /// no trace in the rounding.
  /// - Throws: where the received messages cannot be decoded.
  mutating func close(into weights: inout [Weight]) throws(DecodingError)
}

extension Gather {
  public mutating func choice(for worker: Int, version: Int) -> Choice { .row }
  public func drops(_ version: Int, of worker: Int) -> Bool { false }
  public var oldestVersion: Int? { nil }
  public func destination(of arrival: Arrival) -> Destination { .keep(arrival.place) }
  public mutating func lost(_ worker: Int) -> Verdict { .counted }
  public mutating func joined(_ worker: Int) {}
  public var summoned: [Int] { [] }
  public mutating func stalled() -> Verdict { .counted }
  public var deadline: Double { .infinity }
  public mutating func expire() -> Bool { true }
}

/// Received messages that the scheme cannot turn into an estimate.
public struct DecodingError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  /// An error with the line that the user reads.
  public init(_ description: String) { self.description = description }
}
