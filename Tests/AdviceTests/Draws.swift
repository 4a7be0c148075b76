import Advice
import Clusters
import Settings

/// Tables that are drawn from delay models, as a test's ground truth.
enum Draws {
  /// Seconds of a delay model, a row a worker.
  static func table(
    _ delay: String, workers: Int = 12, steps: Int = 60, seed: UInt64 = 1, base: Double = 0
  ) throws -> TimeTable {
    let model = try Delays.make(delay, workers: workers, seed: seed)
    return TimeTable(
      (0..<workers).map { worker in
        (0..<steps).map { step in
          model.seconds(worker: worker, step: step, load: 1)
            + base * model.factor(worker: worker, step: step)
        }
      }, name: delay)
  }

  /// A little noise, so that no two times are the same.
  static let jitter = "fixed:seconds=1+exponential:mean=0.01"

  /// Answers that several tests look at, since one takes a second.
  static let transient = Result {
    try Advice(table("fixed:seconds=0.2+exponential:mean=1", workers: 6, steps: 20))
  }
  static let persistent = Result {
    try Advice(table("\(jitter)+slow:workers=5,seconds=2", workers: 6, steps: 20))
  }

  /// The table with one worker's times made longer step by step, up to `factor` times.
  static func drifting(_ table: TimeTable, worker: Int, factor: Double) -> TimeTable {
    var rows = table.seconds
    let last = Double(table.steps.count - 1)
    for step in rows[worker].indices {
      rows[worker][step] *= 1 + (factor - 1) * Double(step) / last
    }
    return TimeTable(rows, name: "drift")
  }
}
