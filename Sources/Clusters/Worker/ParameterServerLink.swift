public import Coding
public import Kernels

/// A worker's side of a transport: what its task logic needs of it.
public protocol ParameterServerLink<Element>: AnyObject {
  associatedtype Element: Scalar
  /// Seconds from an arbitrary start.
  var clock: Double { get }
  /// Waits for a task; nil once the parameter server says stop.
  func next() throws -> Assignment?
  /// Lends the model of the task that `next` gave last.
  func withModel<R>(_ body: (Span<Element>) throws -> R) throws -> R
  /// Whether to drop the task: told to stop, or given another that interrupts it.
  func isOvertaken() throws -> Bool
  /// Sends message `part` of a task, and waits until its memory may be used again.
  func send(_ message: Slot<Element>, part: Int, of task: Assignment) throws
  /// Says that a task was dropped, unless that is known because everything is to stop.
  func drop(_ task: Assignment) throws
  /// Says goodbye, behind the last message.
  func leave() throws
  /// Lets others run for a while, at most `limit` seconds; longer, the more often it is called.
  /// - Parameter tries: How often it was called in this wait, from 0.
  func pause(_ tries: Int, atMost limit: Double)
}
