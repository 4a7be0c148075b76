import Console

/// Ends a replay of which no end is to be seen, such as of trials whose time limit nobody meets.
struct EventGuard: Sendable {
  private var left: Int

  /// - Parameters:
  ///   - steps: Steps that are to be made, at least.
  ///   - workers: Workers, each of which may have many events in a step.
  init(steps: Int, workers: Int) { left = 64 * (steps + 64) * (workers + 8) }

  /// Takes note of an event.
  /// - Throws: where there were more than any scheme needs.
  mutating func count() throws(RunError) {
    left -= 1
    guard left > 0 else { throw RunError("its steps do not end on these times") }
  }
}
