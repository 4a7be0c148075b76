import Clusters

/// Delays of rounds for a scheme that makes several steps in a round: as many versions share a column.
struct PacedDelay: DelayModel {
  private let base: any DelayModel
  private let pace: Int

  init(_ base: any DelayModel, pace: Int) {
    self.base = base
    self.pace = pace
  }

  var dependsOnSeed: Bool { base.dependsOnSeed }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    base.seconds(worker: worker, step: round(step), load: load)
  }

  func factor(worker: Int, step: Int) -> Double { base.factor(worker: worker, step: round(step)) }

  /// The draw of a task with its version in rounds; how often it was repeated stays.
  private func round(_ draw: Int) -> Int {
    (draw & 0xFFFF_FFFF) / pace | (draw >> 32) << 32
  }
}
