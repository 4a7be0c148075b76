/// How workers are late.
public enum StragglerKind: String, Encodable, CaseIterable, Sendable {
  /// Nobody is late enough to matter.
  case none
  /// Now this worker, now that one.
  case transient
  /// The same workers at nearly every step.
  case persistent
  /// Workers are late for several steps in a row, and then are not.
  case bursts
  /// A few steps take very much longer than all others.
  case heavyTail = "heavy tail"
  /// A worker, or all of them, become slower and slower.
  case drift
}

/// Something that is wrong with the workers, and how it is known.
public struct Finding: Encodable, Sendable {
  /// What it is.
  public let kind: StragglerKind
  /// The workers that it is about, those that cost most first; empty where it is about all.
  public let workers: [String]
  /// Their places in the table.
  let places: [Int]
  /// The test that found it.
  public let test: String
  /// The chance of as much where there is nothing; nil where there is no test.
  public let p: Double?
  /// Share of all seconds of waiting that would not be without it.
  public let share: Double
  /// A sentence.
  public let text: String
}
