/// How long workers take: seconds added to a task, and a factor on its computing.
///
/// A function, not a process: the same (worker, step) gives the same answer in every scheme and on
/// every transport, whoever asks first. So all schemes face the same bad luck.
public protocol DelayModel: Sendable {
  /// Seconds that pass in addition to computing. Not negative.
  /// - Parameters:
  ///   - worker: 0..<workers.
  ///   - step: The version of the model that the task works on; `Assignment.draw`.
  ///   - load: What the task evaluates, in parts of the data that a worker has without a code: 1 for an
  ///     uncoded task, s + 1 for most codes, 1/q for one of q blocks a worker, and of a minibatch its part.
  func seconds(worker: Int, step: Int, load: Double) -> Double
  /// Factor on the time of computing; 1 is as fast as the machine.
  func factor(worker: Int, step: Int) -> Double
  /// Seconds that a task of one block waits on average, where it is known in closed form and the same
  /// for every worker.
  var mean: Double? { get }
  /// The files that it was read from.
  var files: [String] { get }
  /// Whether another seed has other delays.
  var dependsOnSeed: Bool { get }
}

extension DelayModel {
  /// As fast as the machine.
  public func factor(worker: Int, step: Int) -> Double { 1 }

  /// Unknown.
  public var mean: Double? { nil }

  /// None.
  public var files: [String] { [] }

  /// As random delays do.
  public var dependsOnSeed: Bool { true }
}
