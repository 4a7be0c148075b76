extension Scheme {
  /// The messages that a worker's task of a step sends, ascending: the parts that have a term then.
  ///
  /// A task without any term sends part 0, a message of zeros, so that every task has an answer. The
  /// last of them ends the task.
  public func sentParts(worker: Int, step: Int) -> [Int] {
    guard parts > 1 else { return [0] }
    var isSent = Array(repeating: false, count: parts)
    for term in terms(worker: worker, step: step) { isSent[term.part] = true }
    let sent = isSent.indices.filter { isSent[$0] }
    return sent.isEmpty ? [0] : sent
  }

  /// Whether message `part` of a worker's task of a step is its last.
  public func isLast(part: Int, worker: Int, step: Int) -> Bool {
    parts == 1 || sentParts(worker: worker, step: step).last == part
  }
}
