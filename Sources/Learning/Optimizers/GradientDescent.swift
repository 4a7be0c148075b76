public import Kernels

/// Gradient descent: x ← x − η (ĝ + λ x).
public struct GradientDescent<Element: Scalar>: Optimizer, ~Copyable {
  /// η by step.
  public let stepSize: StepSize
  /// λ, the weight of (λ/2) ‖x‖².
  public let l2: Double

  /// Gradient descent, without state.
  public init(stepSize: StepSize, l2: Double = 0) {
    self.stepSize = stepSize
    self.l2 = l2
  }

  /// Moves x to the next model.
  public mutating func update(
    _ x: inout Vector<Element>, along estimate: Span<Element>, loss: Double, step: Int
  ) {
    let (eta, lambda) = factors(at: step)
    x.withMutableSpan { Element.gradientStep(eta, lambda, estimate, &$0) }
  }

  /// Nothing.
  public func state() -> SavedState<Element> { SavedState() }

  /// Takes back what `state` gave.
  public mutating func restore(_ state: SavedState<Element>) throws(SavedStateError) {
    try state.check(only: [])
  }
}
