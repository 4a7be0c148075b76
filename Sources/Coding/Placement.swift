/// What becomes of a message that has come.
///
/// The parameter server keeps messages in numbered places, across steps. By default message `part` of
/// worker j has place j · parts + part.
public enum Placement: Hashable, Sendable {
  /// It takes its worker's own place, whatever was there.
  case own
  /// It takes a place, whatever was there.
  case keep(Int)
  /// It is added to what is in a place, which is of the same version.
  case add(Int)
  /// It is not used.
  case drop
}

/// What a worker that has become free does.
public enum Choice: Hashable, Sendable {
  /// Its row of the scheme.
  case row
  /// These terms, on the version that is current.
  case terms([Term])
  /// Nothing before the next step.
  case wait
}
