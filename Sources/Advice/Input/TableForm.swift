/// How a table says who took how long.
public enum TableForm: String, CaseIterable, Sendable {
  /// As its first lines look.
  case auto
  /// A row a worker, a column a step.
  case wide
  /// A line for each worker and step.
  case long
}
