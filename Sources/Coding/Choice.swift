/// What a worker that has become free does.
public enum Choice: Hashable, Sendable {
  /// Its row of the scheme.
  case row
  /// These terms, on the version that is current.
  case terms([Term])
  /// Its row of the scheme, on an older model, not before the gather's `oldestVersion`.
  case model(Int)
  /// Nothing before the next step.
  case wait
}
