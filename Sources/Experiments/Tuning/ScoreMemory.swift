import Console
import Runs
import Synchronization

/// What runs of tuning came to, read once however often a search goes over them.
final class ScoreMemory: Sendable {
  /// What a finished run adds to a candidate's score.
  struct Sample: Sendable {
    var diverged: Bool
    /// Seconds to the target; nil where it was not reached.
    var time: Double?
    /// The target's metric in the end.
    var last: Double?
  }
  private struct Question: Hashable {
    var run: RunKey
    var target: Target
  }
  private let known = Mutex<[Question: Sample]>([:])

  /// The sample of a run that is done.
  /// - Throws: where its files are broken.
  func sample(_ run: PlannedRun, target: Target, in store: RunStore) throws(RunError) -> Sample {
    let question = Question(run: run.key, target: target)
    if let sample = known.withLock({ $0[question] }) { return sample }
    let result = try store.result(run)
    let sample = Sample(
      diverged: result.diverged, time: Crossing(of: target, in: result)?.time,
      last: target.isLoss ? result.steps.last?.loss : result.curve[target.metric]?.last)
    known.withLock { $0[question] = sample }
    return sample
  }
}
