public import Kernels
public import Settings

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
  /// Copies of the vectors that a checkpoint keeps beside model and step; none where there are none.
  func state() -> [OptimizerState<Element>]
  /// Takes back what `state` gave.
  /// - Throws: where a vector is missing, unknown or of another length.
  mutating func restore(_ state: [OptimizerState<Element>]) throws(ConfigurationError)
}

/// A vector of an optimizer's state.
public struct OptimizerState<Element: Scalar>: Equatable, Sendable {
  /// The word that a checkpoint's file is named after.
  public let name: String
  /// Its elements, d of them.
  public let values: [Element]

  /// A vector by name.
  public init(name: String, values: [Element]) {
    self.name = name
    self.values = values
  }
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

/// Copies a saved vector into an optimizer's own.
func restore<Element: Scalar>(
  _ name: String, of optimizer: String, from state: [OptimizerState<Element>],
  into vector: inout Vector<Element>
) throws(ConfigurationError) {
  guard state.count == 1, let saved = state.first, saved.name == name,
    saved.values.count == vector.count
  else {
    let found = state.map { "'\($0.name)' of \($0.values.count)" }.joined(separator: ", ")
    throw ConfigurationError(
      "checkpoint: optimizer '\(optimizer)' needs '\(name)' of \(vector.count) numbers; there is "
        + (found.isEmpty ? "no state" : found))
  }
  vector.withMutableSpan { Element.copy(saved.values.span, &$0) }
}

/// A copy of a vector of an optimizer's state.
func saved<Element: Scalar>(_ name: String, _ vector: borrowing Vector<Element>)
  -> OptimizerState<Element>
{
  OptimizerState(name: name, values: vector.withSpan { Element.elements($0) })
}
