import Randomness

/// The one uniform number that a model may use for a task.
///
/// Small is slow in every model, so that schemes, loads and models with one seed are paired.
struct TaskUniform {
  let seed: UInt64

  /// A number in (0, 1]; the chance of being at most u is u.
  func callAsFunction(worker: Int, step: Int) -> Double {
    var stream = Stream(seed: seed, for: .delay, step, worker)
    return stream.uniform()
  }
}
