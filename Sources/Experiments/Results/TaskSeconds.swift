import Clusters
import Console
import Runs

/// How long each worker took for a task, recorded by runs that waited for all in every step.
///
/// In such a run every task begins when its step is opened, so its seconds are those from there to its
/// message, whatever the clock.
struct TaskSeconds: Sendable {
  /// The mean of each worker, ascending.
  private(set) var means: [Double] = []
  /// The mean of the longest task of a step.
  private(set) var longest = Double.nan

  /// From journals.
  init(_ journals: [[JournalRow]]) {
    var sums: [Int: (seconds: Double, tasks: Int)] = [:]
    var waits: [Double] = []
    for rows in journals {
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
    }
    guard !waits.isEmpty else { return }
    means = sums.values.map { $0.seconds / Double($0.tasks) }.sorted()
    longest = waits.reduce(0, +) / Double(waits.count)
  }

  /// n / Σ (1/τ_i): the least seconds in which n workers that never pause evaluate n block gradients.
  var sweep: Double { Double(means.count) / means.reduce(0) { $0 + 1 / $1 } }
}
