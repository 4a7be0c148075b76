public import Console

/// Who looks at a run while it runs, such as a page in a browser.
public protocol Audience: Sendable {
  /// Takes its place, before the run has files.
  /// - Parameter resumed: The folder of a run that goes on.
  /// - Throws: where that cannot be.
  func prepare(resuming resumed: String?) throws(RunError)
  /// The run begins, or goes on.
  func begin(_ board: LiveBoard, in folder: RunFolder) throws(RunError)
  /// The run is over, and the board says how.
  /// - Parameters:
  ///   - waits: Whether there is time to let them see that.
  ///   - isDone: Whether nobody is to go on with it.
  func end(waits: Bool, isDone: Bool)
}
