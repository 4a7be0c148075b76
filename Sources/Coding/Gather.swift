/// What a message is to the step that is open.
public enum Verdict: Sendable {
  /// Its worker may go on at once with the newest model: the message is late, or of no use.
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
/// The loop calls `open`, then `add` for each message until a verdict is `closes` or the deadline
/// passes, then `close`. It holds the newest message of each (worker, part), across steps.
public protocol Gather {
  /// Begins a step.
  /// - Parameter time: Seconds since the run began.
  mutating func open(step: Int, at time: Double)
  /// Takes note of a message, current or late.
  mutating func add(_ arrival: Arrival) -> Verdict
  /// When the open step stops waiting, in seconds since the run began; infinite where it never does.
  var deadline: Double { get }
  /// The deadline has passed; true closes the step, false waits on for one more message.
  mutating func expire() -> Bool
  /// Appends the decoding vector: a weight for each held message that makes the estimate.
  ///
  /// The order does not matter: the loop sums in the order of workers, so that who came first leaves
  /// no trace in the rounding.
  /// - Throws: where the received messages cannot be decoded.
  mutating func close(into weights: inout [Weight]) throws(DecodingError)
}

extension Gather {
  public var deadline: Double { .infinity }
  public mutating func expire() -> Bool { true }
}

/// Received messages that the scheme cannot turn into an estimate.
public struct DecodingError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  /// An error with the line that the user reads.
  public init(_ description: String) { self.description = description }
}
