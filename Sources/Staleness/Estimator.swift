public import Coding
public import Kernels

/// Makes the estimate of the mean gradient from held messages and the decoding vector.
///
/// `WeightedSum` is what codes and buffers mean by it; another may look at single messages, or at what
/// they replaced and the models of both. No scheme sees the difference.
public protocol Estimator<Element>: ~Copyable {
  associatedtype Element: Scalar
  /// Whether the cluster must keep messages that are replaced, and their models.
  var needsReplaced: Bool { get }
  /// How well stale gradients were predicted in the last step, in errors of the stale gradients
  /// themselves; NaN where nothing was predicted.
  var predictionRatio: Double { get }
  /// The workers that were found to lie in the last step, or before, and are left out; ascending.
  var liars: [Int] { get }
  /// y ← the estimate and, as its last element, the loss.
  /// - Parameters:
  ///   - weights: The decoding vector, in the order of places.
  ///   - held: The messages.
  ///   - model: The model that the step updates, d elements.
  ///   - step: Its version.
  ///   - y: d + 1 elements; its content before does not matter.
  mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws
  /// A copy of what a checkpoint keeps.
  func state() -> SavedState<Element>
  /// Takes back what `state` gave.
  /// - Parameter models: The published models by version.
  /// - Throws: where something is missing, unknown or of another length.
  mutating func restore(
    _ state: SavedState<Element>, models: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError)
}

extension Estimator where Self: ~Copyable {
  public var predictionRatio: Double { .nan }
  public var liars: [Int] { [] }
  public func state() -> SavedState<Element> { SavedState() }
  public mutating func restore(
    _ state: SavedState<Element>, models: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) { try state.check(only: []) }
}

/// Σ a_j m_j.
public struct WeightedSum<Element: Scalar>: Estimator, ~Copyable {
  /// It has no state.
  public init() {}

  public var needsReplaced: Bool { false }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    try held.combine(weights, into: &y)
  }
}
