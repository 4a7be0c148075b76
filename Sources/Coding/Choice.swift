/// What a worker that has become free does.
public enum Choice: Hashable, Sendable {
  /// Its row of the scheme.
  case row
  /// These terms, on the version that is current.
  case terms([Term])
  /// Nothing before the next step.
  case wait
}
