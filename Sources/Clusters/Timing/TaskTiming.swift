public import Coding

/// How long a task takes in virtual time: computing, slowed by the worker's factor, plus the delay.
public struct TaskTiming: Sendable {
  private let delays: any DelayModel
  private let secondsOfBlock: [Double]
  private let computes: Bool
  private let partOfBlock: Double
  private let contributors: [[Int]]

  /// Timing of tasks.
  /// - Parameters:
  ///   - delays: The injected delay.
  ///   - secondsOfBlock: Seconds of evaluating each block on a machine of factor 1.
  ///   - partOfBlock: What a block counts in the load of a task: `Scheme.partOfBlock`, times the part of
  ///     its samples that a task uses.
  ///   - contributors: By worker, `Scheme.contributors`; empty where there are none.
  public init(
    delays: any DelayModel, secondsOfBlock: [Double], partOfBlock: Double = 1,
    contributors: [[Int]] = []
  ) {
    self.contributors = contributors.allSatisfy(\.isEmpty) ? [] : contributors
    self.partOfBlock = partOfBlock
    self.delays = delays
    self.secondsOfBlock = secondsOfBlock
    computes = secondsOfBlock.contains { $0 > 0 }
  }

  /// Timing of a scheme's tasks.
  /// - Parameter share: The part of its samples that a task uses of a block.
  public init(
    _ scheme: any Scheme, delays: any DelayModel, secondsOfBlock: [Double], share: Double = 1
  ) {
    self.init(
      delays: delays, secondsOfBlock: secondsOfBlock, partOfBlock: scheme.partOfBlock * share,
      contributors: (0..<scheme.workers).map { scheme.contributors(to: $0) })
  }

  /// Seconds from a task's start until its message `part` is complete.
  public func seconds(_ task: Assignment, through part: Int) -> Double {
    if !contributors.isEmpty { return slowest(of: contributors[task.worker], task) }
    let load = Double(task.load(through: part)) * partOfBlock
    let delay = delays.seconds(worker: task.worker, step: task.draw, load: load)
    guard computes else { return delay }
    var computing = 0.0
    for block in task.blocks(through: part) { computing += secondsOfBlock[block] }
    guard computing > 0 else { return delay }
    return delay + delays.factor(worker: task.worker, step: task.draw) * computing
  }

  /// Seconds until all have evaluated a block of their own.
  private func slowest(of workers: [Int], _ task: Assignment) -> Double {
    var slowest = 0.0
    for worker in workers {
      var seconds = delays.seconds(worker: worker, step: task.draw, load: partOfBlock)
      if computes {
        seconds += delays.factor(worker: worker, step: task.draw) * secondsOfBlock[worker]
      }
      slowest = max(slowest, seconds)
    }
    return slowest
  }
}
