public import Coding

/// How long a task takes in virtual time: computing, slowed by the worker's factor, plus the delay.
public struct TaskTiming: Sendable {
  private let delays: any DelayModel
  private let secondsOfBlock: [Double]

  /// Timing of tasks.
  /// - Parameters:
  ///   - delays: The injected delay.
  ///   - secondsOfBlock: Seconds of evaluating each block on a machine of factor 1.
  public init(delays: any DelayModel, secondsOfBlock: [Double]) {
    self.delays = delays
    self.secondsOfBlock = secondsOfBlock
  }

  /// Seconds from a task's start until its message `part` is complete.
  public func seconds(worker: Int, step: Int, terms: [Term], part: Int) -> Double {
    var load = 0
    var computing = 0.0
    for (i, term) in terms.enumerated() where term.source == .fresh && term.part <= part {
      // A block that several messages use is evaluated once.
      if term.part > 0,
        terms[..<i].contains(where: { $0.block == term.block && $0.source == .fresh })
      {
        continue
      }
      load += 1
      computing += secondsOfBlock[term.block]
    }
    let delay = delays.seconds(worker: worker, step: step, load: load)
    guard computing > 0 else { return delay }
    return delay + delays.factor(worker: worker, step: step) * computing
  }
}
