import Coding

extension Event {
  /// The task that a message belongs to; nil of every other event.
  var task: Assignment? {
    guard case .message(let task, _, _) = self else { return nil }
    return task
  }
}
