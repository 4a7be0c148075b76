import Clusters
import Console
import Runs

/// How long workers took for a task, recorded by runs that waited for all in every step.
///
/// In such a run every task begins when its step is opened, so its seconds are those from there to its
/// message, whatever the clock. Runs are averaged, since speeds may be drawn anew in each.
struct TaskSeconds: Sendable {
  /// The mean of each worker, ascending.
  private(set) var means: [Double] = []
  /// The mean of the longest task of a step.
  private(set) var longest = Double.nan
  /// n / Σ (1/τ_i): the least seconds in which n workers that never pause evaluate n block gradients.
  private(set) var sweep = Double.nan

  /// From the journals of runs with as many workers.
  init(_ journals: [[JournalRow]]) {
    let runs = journals.map(TaskSeconds.init(run:)).filter { !$0.means.isEmpty }
    guard let first = runs.first else { return }
    func mean(_ value: (TaskSeconds) -> Double) -> Double {
      runs.reduce(0) { $0 + value($1) } / Double(runs.count)
    }
    means = first.means.indices.map { i in
      mean { $0.means.indices.contains(i) ? $0.means[i] : .nan }
    }
    longest = mean { $0.longest }
    sweep = mean { $0.sweep }
  }

  private init(run rows: [JournalRow]) {
    var sums: [Int: (seconds: Double, tasks: Int)] = [:]
    var waits: [Double] = []
    var opened = 0.0
    var last = 0.0
    for row in rows {
      switch row.event {
      case .opened(let time):
        if last > opened { waits.append(last - opened) }
        (opened, last) = (time, time)
      case .message(let message) where message.version == row.step:
        var sum = sums[message.worker] ?? (0, 0)
        sum.seconds += message.time - opened
        sum.tasks += 1
        sums[message.worker] = sum
        last = max(last, message.time)
      default: break
      }
    }
    if last > opened { waits.append(last - opened) }
    guard !waits.isEmpty else { return }
    means = sums.values.map { $0.seconds / Double($0.tasks) }.sorted()
    longest = waits.reduce(0, +) / Double(waits.count)
    sweep = Double(means.count) / means.reduce(0) { $0 + 1 / $1 }
  }
}
