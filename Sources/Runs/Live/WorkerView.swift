/// What came of a worker, since this process trains.
struct WorkerView: Equatable, Sendable {
  /// Messages on the model that was the current one.
  var fresh = 0
  /// Messages on an older one.
  var late = 0
  /// How often it was lost.
  var lost = 0
  /// Whether it is lost now.
  var isAway = false
  /// The version of its last message; −1 before the first.
  var version = -1

  /// Both together, for workers that share a row: the oldest message counts.
  func joined(_ other: WorkerView) -> WorkerView {
    WorkerView(
      fresh: fresh + other.fresh, late: late + other.late, lost: lost + other.lost,
      isAway: isAway || other.isAway, version: min(version, other.version))
  }
}
