public import Kernels

/// The heavy ball: v ← m v + (ĝ + λ x), x ← x − η v, from v₀ = 0.
///
/// - Source: Polyak, "Some methods of speeding up the convergence of iteration methods", USSR
///   Computational Mathematics and Mathematical Physics 4, 1964.
public struct HeavyBall<Element: Scalar>: Optimizer, ~Copyable {
  /// The usual m.
  public static var usual: Double { 0.9 }
  /// η by step.
  public let stepSize: StepSize
  /// λ, the weight of (λ/2) ‖x‖².
  public let l2: Double
  /// m, from 0 (gradient descent) to below 1.
  public let momentum: Double
  private var velocity: Vector<Element>

  /// A ball at rest.
  /// - Parameter dimension: d, the number of parameters.
  public init(stepSize: StepSize, l2: Double = 0, momentum: Double = Self.usual, dimension: Int) {
    self.stepSize = stepSize
    self.l2 = l2
    self.momentum = momentum
    velocity = Vector(repeating: 0, count: dimension)
  }

  /// Moves x to the next model.
  public mutating func update(
    _ x: inout Vector<Element>, along estimate: Span<Element>, loss: Double, step: Int
  ) {
    let (eta, lambda) = factors(at: step)
    let kept = Element.nearest(momentum)
    velocity.withMutableSpan { v in
      x.withMutableSpan { x in
        Element.heavyBallStep(eta, lambda, momentum: kept, estimate, &v, &x)
      }
    }
  }

  /// `velocity`, v.
  public func state() -> SavedState<Element> {
    SavedState(vectors: ["velocity": elements(velocity)])
  }

  /// Takes back what `state` gave.
  public mutating func restore(_ state: SavedState<Element>) throws(SavedStateError) {
    try state.check(only: ["velocity"])
    try state.copy("velocity", into: &velocity)
  }
}
