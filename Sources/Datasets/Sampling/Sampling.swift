/// How a step's minibatch is taken from a block.
public enum Sampling: String, Sendable, CaseIterable {
  /// Every step draws anew, without repetition within the step.
  case independent
  /// The block is gone through in a random order, and then in another one: every sample is used once
  /// before any is used again. A batch may end one epoch and begin the next.
  case reshuffle
}
