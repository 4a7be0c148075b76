import Coding
import Training

/// What can be seen of a run while it runs: counts and a curve, kept without allocating in a step.
struct RunView: Sendable {
  /// The last step to come, and the seconds of the run's clock at which it ends; nil where they do not
  /// count.
  let steps: Int
  let limit: Double?
  /// The step that this process began with, and those that are done.
  let first: Int
  private(set) var done: Int
  /// Of the last step.
  private(set) var time = 0.0
  private(set) var loss = Double.nan
  private(set) var recovery = Double.nan
  private(set) var staleness = 0.0
  private(set) var oldest = 0
  /// Seconds that this process has trained, at the last step.
  private(set) var seconds = 0.0
  private(set) var workers: [WorkerView]
  private(set) var curve = ThinnedCurve(capacity: 512)
  private(set) var pace = Pace()

  private var marked = -1.0

  /// A run before its first step, or where it goes on.
  init(workers: Int, steps: Int, limit: Double? = nil, first: Int = 0) {
    self.steps = steps
    self.limit = limit
    self.first = first
    done = first
    self.workers = Array(repeating: WorkerView(), count: workers)
  }

  /// A step of an earlier process.
  mutating func recall(_ point: ThinnedCurve.Point) {
    curve.add(point)
    (time, loss, staleness, oldest) = (point.time, point.loss, point.staleness, point.oldest)
  }

  /// An event in a step.
  mutating func saw(_ event: Event, step: Int) {
    switch event {
    case .message(let task, _, _):
      if task.version == step {
        workers[task.worker].fresh += 1
      } else {
        workers[task.worker].late += 1
      }
      workers[task.worker].version = max(workers[task.worker].version, task.version)
    case .lost(let worker, _):
      workers[worker].lost += 1
      workers[worker].isAway = true
    case .joined(let worker, _): workers[worker].isAway = false
    case .opened, .bad, .deadline, .idle: break
    }
  }

  /// A step is done.
  /// - Parameter seconds: That this process has trained.
  mutating func stepped(_ record: StepRecord, seconds: Double) {
    done = record.step + 1
    time = record.time
    loss = record.loss
    recovery = record.coverage.recovery
    staleness = record.coverage.meanStaleness
    oldest = record.coverage.maxStaleness
    self.seconds = seconds
    curve.add(
      ThinnedCurve.Point(
        done: done, time: time, seconds: seconds, loss: loss, staleness: staleness, oldest: oldest))
    if seconds - marked >= 0.25 {
      marked = seconds
      pace.mark(seconds: seconds, done: done, time: time)
    }
  }

  /// Seconds of this program's time until the last step, or the last second of the run's clock; nil
  /// before it is known.
  var secondsLeft: Double? {
    let bySteps = Double(max(steps - done, 0)) / pace.stepsASecond
    let byClock = limit.map { max($0 - time, 0) / pace.clockASecond } ?? .infinity
    return [bySteps, byClock].filter(\.isFinite).min()
  }

  /// The sums over all workers.
  var total: WorkerView {
    workers.reduce(WorkerView(version: Int.max)) { $0.joined($1) }
  }

  /// Takes another view's numbers into its own memory.
  mutating func copy(_ other: borrowing RunView) {
    done = other.done
    time = other.time
    loss = other.loss
    recovery = other.recovery
    staleness = other.staleness
    oldest = other.oldest
    seconds = other.seconds
    marked = other.marked
    for worker in workers.indices { workers[worker] = other.workers[worker] }
    curve.copy(other.curve)
    pace.copy(other.pace)
  }
}
