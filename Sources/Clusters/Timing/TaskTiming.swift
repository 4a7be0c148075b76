public import Coding

/// How long a task takes in virtual time: computing, slowed by the worker's factor, plus the delay.
public struct TaskTiming: Sendable {
  private let delays: any DelayModel
  private let secondsOfBlock: [Double]
  private let computes: Bool
  private let partOfBlock: Double

  /// Timing of tasks.
  /// - Parameters:
  ///   - delays: The injected delay.
  ///   - secondsOfBlock: Seconds of evaluating each block on a machine of factor 1.
  ///   - partOfBlock: What a block counts in the load of a task: `Scheme.partOfBlock`, times the part of
  ///     its samples that a task uses.
  public init(delays: any DelayModel, secondsOfBlock: [Double], partOfBlock: Double = 1) {
    self.partOfBlock = partOfBlock
    self.delays = delays
    self.secondsOfBlock = secondsOfBlock
    computes = secondsOfBlock.contains { $0 > 0 }
  }

  /// Seconds from a task's start until its message `part` is complete.
  public func seconds(_ task: Assignment, through part: Int) -> Double {
    let load = Double(task.load(through: part)) * partOfBlock
    let delay = delays.seconds(worker: task.worker, step: task.draw, load: load)
    guard computes else { return delay }
    var computing = 0.0
    for block in task.blocks(through: part) { computing += secondsOfBlock[block] }
    guard computing > 0 else { return delay }
    return delay + delays.factor(worker: task.worker, step: task.draw) * computing
  }
}
