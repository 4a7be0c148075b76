public import Kernels

/// A rule that moves the model along an estimate of the mean gradient.
///
/// The regularizer is applied here, and only here: the objective is f(x) + (λ/2) ‖x‖², so the
/// estimate ĝ of ∇f counts as ĝ + λ x. State is made once; an
/// update allocates nothing.
public protocol Optimizer<Element>: ~Copyable, Sendable {
  associatedtype Element: Scalar
  /// η by step.
  var stepSize: StepSize { get }
  /// λ, the weight of the regularizer.
  var l2: Double { get }
  /// Whether estimate and loss must be those of all samples at x, as exact schemes make them.
  var needsWholeGradient: Bool { get }
  /// Moves x to the next model.
  ///
  /// - Parameters:
  ///   - x: The model, d elements.
  ///   - estimate: ĝ, the estimate of the mean gradient at x without regularizer, d elements.
  ///   - loss: The estimate of the mean loss at x without regularizer.
  ///   - step: The number of updates before this one, from 0 on.
  mutating func update(
    _ x: inout Vector<Element>, along estimate: Span<Element>, loss: Double, step: Int)
  /// A copy of what a checkpoint keeps beside model and step.
  func state() -> SavedState<Element>
  /// Takes back what `state` gave.
  /// - Throws: where something is missing, unknown or of another length.
  mutating func restore(_ state: SavedState<Element>) throws(SavedStateError)
}

extension Optimizer where Self: ~Copyable {
  public var needsWholeGradient: Bool { false }

  /// (λ/2) ‖x‖², what the regularizer adds to the objective.
  public func penalty(at x: Span<Element>) -> Double {
    let norm = Element.norm(x)
    return l2 / 2 * norm * norm
  }

  /// η and λ at a step, in the model's precision.
  func factors(at step: Int) -> (eta: Element, lambda: Element) {
    (.nearest(stepSize.value(at: step)), .nearest(l2))
  }
}

/// The elements of a vector, for a saved state.
func elements<Element: Scalar>(_ vector: borrowing Vector<Element>) -> [Element] {
  vector.withSpan { Element.elements($0) }
}
