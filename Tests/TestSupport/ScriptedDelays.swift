public import Clusters

/// Delays from a table, so that a test says who is late in which step.
public struct ScriptedDelays: DelayModel {
  private let table: @Sendable (_ worker: Int, _ step: Int) -> Double

  /// The delay of each (worker, step).
  public init(_ table: @escaping @Sendable (_ worker: Int, _ step: Int) -> Double) {
    self.table = table
  }

  /// One second a task, worker j a thousandth later than worker j − 1; ten for the workers that are
  /// late in a step.
  /// - Parameter late: The late workers of each step; none after the last.
  public init(late: [[Int]]) {
    self.init { worker, step in
      let isLate = late.indices.contains(step) && late[step].contains(worker)
      return (isLate ? 10 : 1) + Double(worker) / 1000
    }
  }

  /// Seconds of each worker's tasks, the same in every step.
  public init(seconds: [Double]) { self.init { worker, _ in seconds[worker] } }

  /// The table's entry, whatever the load.
  public func seconds(worker: Int, step: Int, load: Double) -> Double { table(worker, step) }
}
