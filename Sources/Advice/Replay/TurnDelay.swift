import Clusters

/// Delays of rounds for a scheme that makes several steps in a round: the k-th task of a worker takes what
/// its k-th recorded one took.
///
/// By version, a worker that is quick would meet the same quick round again and again, and be quicker than
/// it ever was. So it counts tasks, and is for one replay, on one thread.
final class TurnDelay: DelayModel, @unchecked Sendable {
  private let base: any DelayModel
  private var turns: [Int]
  /// The draw of each worker's last task.
  private var last: [Int]

  init(_ base: any DelayModel, workers: Int) {
    self.base = base
    turns = Array(repeating: -1, count: workers)
    last = Array(repeating: -1, count: workers)
  }

  var dependsOnSeed: Bool { base.dependsOnSeed }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    base.seconds(worker: worker, step: turn(worker, step), load: load)
  }

  func factor(worker: Int, step: Int) -> Double {
    base.factor(worker: worker, step: turn(worker, step))
  }

  private func turn(_ worker: Int, _ draw: Int) -> Int {
    if draw != last[worker] {
      last[worker] = draw
      turns[worker] += 1
    }
    return turns[worker]
  }
}
