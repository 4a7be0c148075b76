import Coding

/// What the parameter server knows of a worker.
struct Worker: Sendable {
  /// The task that it is at; nil where it is free.
  var task: Assignment?
  /// When it was given that task.
  var began = 0.0
  /// The newest version that it has finished.
  var done: Int
  /// Tasks that it was given.
  var turns = 0
  /// The version of its newest task, and how often it had that before.
  var newest = -1
  var repetition = -1
  /// Whether it takes tasks; false from its loss until it joins again.
  var isHere = true

  /// Its next task, of the given terms.
  mutating func begin(_ terms: [Term], of worker: Int, version: Int, at time: Double) -> Assignment
  {
    repetition = version == newest ? repetition + 1 : 0
    newest = version
    let assignment = Assignment(
      worker: worker, version: version, turn: turns, repetition: repetition, terms: terms)
    turns += 1
    task = assignment
    began = time
    return assignment
  }
}
