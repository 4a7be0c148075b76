/// What random numbers are drawn for.
///
/// Each purpose has streams of its own, so that drawing more for one never shifts another. A new
/// consumer gets a new case; the raw values never change, or recorded runs could not be repeated.
public enum Purpose: UInt32, Sendable, CaseIterable {
  /// Which sample goes to which block.
  case split = 1
  /// The initial model.
  case initialization = 2
  /// Which samples of a block a step uses; keyed by step and block.
  case minibatch = 3
  /// How long a worker takes; keyed by worker and step.
  case delay = 4
  /// Random coefficients or placements of a code.
  case code = 5
  /// Synthetic data.
  case synthetic = 6
  /// Ties that a decoder breaks at random; keyed by step.
  case decoding = 7
  /// The state of a worker that is fast or slow for a while; keyed by step and worker.
  case burst = 8
  /// Units that a network drops in training; keyed by step and block.
  case dropout = 9
  /// Resamples of a bootstrap interval.
  case resample = 10
  /// How fast a worker is in the whole run; keyed by worker.
  case speed = 11
  /// In which order an epoch goes through a block; keyed by epoch and block.
  case epoch = 12
  /// Which worker a job is for; keyed by job.
  case assignment = 13
  /// Permutations of a test; keyed by test and repetition.
  case permutation = 14
  /// Noise that is added to gradients; keyed by step and block.
  case noise = 15
  /// Directions on which messages are projected to find who lies; keyed by step.
  case projection = 16
  /// Messages that a lossy link loses; keyed by attempt of a step, and pair of clients.
  case link = 17
}
