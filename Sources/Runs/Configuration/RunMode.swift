/// What is done with a configuration: the commands of `pgc-train` that take options of a training.
///
/// `RunOption` says which of them use an option; one that is given to another is an error.
public enum RunMode: String, CaseIterable, Sendable {
  /// A training.
  case run
  /// Times alone, without data or gradients.
  case time
  /// Closed forms of seconds a step.
  case expect
  /// A recorded run again.
  case replay
}
