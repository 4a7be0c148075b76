import Randomness
import Settings

/// A delay model that `Delays` lists and makes from a spec.
protocol NamedDelay: DelayModel {
  /// Its name, formula, mean and settings.
  static var entry: Entry { get }

  /// The model that `spec` describes.
  /// - Throws: where a setting is missing, malformed or out of range.
  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError)
}

/// What a delay model must know besides its settings.
struct DelayContext {
  /// Workers of the run.
  let workers: Int
  /// The seed of this summand's streams.
  let seed: UInt64
  /// What to name in an error, such as `--delay`.
  let option: String
}

/// Ranges that keep every delay finite: a billion seconds, times any tail that 53 bits can draw.
enum DelayRange {
  static let seconds = 0...1e9
  static let rate = 1e-9...1e9
  static let shape = 0.1...1000.0
  static let sigma = 0...20.0
  static let factor = 0...1e6
  static let probability = 0...1.0
}

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
