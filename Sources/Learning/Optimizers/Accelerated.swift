public import Kernels

/// The accelerated rule of the published gradient coding programs:
/// θ = 2 / (i + 2), z = (1 − θ) x + θ u, x⁺ = z − η (ĝ + λ x), u ← x + (x⁺ − x) / θ, from u₀ = 0.
///
/// Not quite Nesterov's: ĝ is taken at x, not at z. As θ₀ = 1 and u₀ = 0, the first update forgets x₀
/// except through its gradient. The programs write 2α for λ.
/// - Source: Tandon, Lei, Dimakis, Karampatziakis, "Gradient Coding", ICML 2017, its programs'
///   update rule "AGD".
public struct Accelerated<Element: Scalar>: Optimizer, ~Copyable {
  /// η by step.
  public let stepSize: StepSize
  /// λ, the weight of (λ/2) ‖x‖².
  public let l2: Double
  private var u: Vector<Element>

  /// The rule at its start.
  /// - Parameter dimension: d, the number of parameters.
  public init(stepSize: StepSize, l2: Double = 0, dimension: Int) {
    self.stepSize = stepSize
    self.l2 = l2
    u = Vector(repeating: 0, count: dimension)
  }

  /// Moves x to the next model.
  public mutating func update(
    _ x: inout Vector<Element>, along estimate: Span<Element>, loss: Double, step: Int
  ) {
    let (eta, lambda) = factors(at: step)
    let theta = Element.nearest(2 / Double(step + 2))
    u.withMutableSpan { u in
      x.withMutableSpan { x in
        Element.acceleratedStep(eta, lambda, theta: theta, estimate, &u, &x)
      }
    }
  }

  /// `u`.
  public func state() -> SavedState<Element> { SavedState(vectors: ["u": elements(u)]) }

  /// Takes back what `state` gave.
  public mutating func restore(_ state: SavedState<Element>) throws(SavedStateError) {
    try state.check(only: ["u"])
    try state.copy("u", into: &u)
  }
}
