public import Clusters
import Coding

/// Feeds the journal of a run to a control, which then is what the run's control was.
///
/// No vector is touched, so a million rows take about a second.
public struct JournalFeed: Sendable {
  /// What the rows have made of it.
  public private(set) var control: StepControl
  /// What the control said to do about the last row.
  public private(set) var actions: [Action] = []
  private var tasks: JournalTasks<Void>

  /// Begins with a control at its start.
  public init(_ control: StepControl, workers: Int) {
    self.control = control
    tasks = JournalTasks(workers: workers)
  }

  /// Takes the next row.
  /// - Throws: `ClusterError` where the row does not follow from those before it; what the scheme throws.
  public mutating func take(_ row: JournalRow) throws {
    var step = control.step
    if case .opened = row.event {
      step = row.step
    } else if !control.isOpen {
      throw ClusterError("replay: the record has an event of step \(row.step), which is not open")
    }
    let event = try tasks.event(of: row, in: step).event
    actions.removeAll(keepingCapacity: true)
    try control.react(to: event, &actions)
    for case .start(let task, _) in actions { tasks.give(task, ()) }
  }
}
