/// What a worker does with a task that is unfinished when a newer model exists.
///
/// Seconds a step differ by up to 2.2 times between the three, so every record names it.
public enum LateWork: String, CaseIterable, Sendable {
  /// It drops the task and takes the newest model at once. The closed formulas of the coding
  /// papers assume this.
  case cancel
  /// It finishes and sends its message, then takes the newest model. What stale gradients need.
  case finish
  /// It processes every version in order, however late: what the field's MPI programs do.
  case backlog

  /// One sentence for `--list` and help.
  public var summary: String {
    switch self {
    case .cancel: "unfinished work is dropped; every worker starts each step afresh"
    case .finish: "unfinished work is completed and sent; then the newest model"
    case .backlog: "every version is processed in order, however late"
    }
  }
}
