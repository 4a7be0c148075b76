/// What the parameter server knows of a worker.
struct Worker: Sendable {
  /// The turn of the task that it is at; nil where it is free.
  var turn: Int?
  /// The version and load of that task, and when it was given.
  var version = -1
  var load = 0
  var began = 0.0
  /// The newest version that it has finished.
  var done: Int
  /// The step that has its answer, and until whose end it waits; −1 where there is none.
  var answered = -1
  /// Tasks that it was given, and how often it was given the version of the last one before.
  var turns = 0
  var repetition = -1
  /// Whether it takes tasks; false from its loss until it joins again.
  var isHere = true

  init(done: Int) { self.done = done }

  /// It is given a task of a version.
  mutating func begin(version: Int, load: Int, at time: Double) {
    repetition = version == self.version ? repetition + 1 : 0
    self.version = version
    self.load = load
    turn = turns
    turns += 1
    began = time
  }
}
