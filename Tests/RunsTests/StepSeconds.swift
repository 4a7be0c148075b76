import Clusters
import Kernels
import Runs
import Training

/// Seconds of the steps of a timing-only run, without those in which it settles.
final class StepSeconds: TimingObserver {
  private var seconds: [Double] = []

  func stepped(_ record: StepRecord) -> Bool {
    seconds.append(record.waited)
    return true
  }

  /// Statistics of a run of a scheme; the first twentieth of the steps does not count.
  static func measured(_ configuration: RunConfiguration) throws -> StepTimes {
    var steps = StepSeconds()
    try TimingSession(configuration).run(&steps)
    return StepTimes(Array(steps.seconds.dropFirst(steps.seconds.count / 20)))
  }
}

extension RunConfiguration {
  /// A run of times alone.
  init(
    timing scheme: String, workers: Int, stragglers: Int, stop: String? = nil, lateWork: String,
    delay: String, steps: Int, seed: UInt64 = 1
  ) {
    self.init()
    virtual = true
    self.scheme = scheme
    self.workers = workers
    self.stragglers = stragglers
    self.stop = stop
    self.lateWork = lateWork
    self.delay = delay
    self.steps = steps
    self.seed = seed
  }
}
