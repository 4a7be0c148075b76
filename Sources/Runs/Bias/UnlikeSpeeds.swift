import Clusters
import Randomness

/// Workers of unlike speeds: τ = 1, 1.7, 2.9, 5.3, 1, 1.7, … seconds a task, always, or exponential with
/// these means.
struct UnlikeSpeeds: DelayModel {
  /// Whether every task draws its own seconds.
  let isRandom: Bool

  static let seconds = [1, 1.7, 2.9, 5.3]

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    let mean = Self.seconds[worker % Self.seconds.count]
    guard isRandom else { return mean }
    var stream = Stream(seed: 1, for: .delay, step, worker)
    return stream.exponential(mean: mean)
  }
}
