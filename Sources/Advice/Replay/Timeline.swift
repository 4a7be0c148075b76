import Training

/// Who did what when, in a replay.
struct Timeline {
  /// Tasks that are over, and those under way at the end.
  let tasks: [TaskRecord]
  /// When steps closed.
  let closed: [Double]
  /// Steps of a round.
  let pace: Int
}
