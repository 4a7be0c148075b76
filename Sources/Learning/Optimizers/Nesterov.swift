public import Kernels

/// Nesterov's accelerated gradient, with a restart where it has gone too far:
/// z⁺ = x − η (ĝ + λ x), x⁺ = z⁺ + (t − 1)/t⁺ · (z⁺ − z), t⁺ = (1 + √(1 + 4 t²))/2, from t = 1.
///
/// The model x is the extrapolated point, so ĝ is taken where the rule wants it. A restart sets t to 1
/// where (ĝ + λ x)·(z⁺ − z) > 0.
///
/// - Source: Nesterov, "A method for solving the convex programming problem with convergence rate
///   O(1/k²)", 1983; the gradient restart of O'Donoghue, Candès, "Adaptive restart for accelerated
///   gradient schemes", Foundations of Computational Mathematics 15, 2015, section 3.2.
public struct Nesterov<Element: Scalar>: Optimizer, ~Copyable {
  /// η by step.
  public let stepSize: StepSize
  /// λ, the weight of (λ/2) ‖x‖².
  public let l2: Double
  private let restarts: Bool
  private var t: Element = 1
  private var z: Vector<Element>
  private var next: Vector<Element>
  private var hasBegun = false

  /// The rule at its start.
  /// - Parameter dimension: d, the number of parameters.
  public init(stepSize: StepSize, l2: Double = 0, restarts: Bool = true, dimension: Int) {
    self.stepSize = stepSize
    self.l2 = l2
    self.restarts = restarts
    z = Vector(repeating: 0, count: dimension)
    next = Vector(repeating: 0, count: dimension)
  }

  /// Moves x to the next model.
  public mutating func update(
    _ x: inout Vector<Element>, along estimate: Span<Element>, loss: Double, step: Int
  ) {
    if !hasBegun { z.copy(x) }
    hasBegun = true
    let uphill = Self.move(x.span, along: estimate, factors(at: step), to: &next, from: &z)
    if restarts, uphill > 0 { t = 1 }
    let larger = (1 + (1 + 4 * t * t).squareRoot()) / 2
    x.copy(next)
    x.add((t - 1) / larger, z)
    t = larger
    swap(&z, &next)
  }

  /// Makes z⁺ from x, and z⁺ − z of z; returns (ĝ + λ x)·(z⁺ − z).
  private static func move(
    _ x: Span<Element>, along estimate: Span<Element>, _ factors: (eta: Element, lambda: Element),
    to next: inout Vector<Element>, from z: inout Vector<Element>
  ) -> Element {
    var following = next.mutableSpan
    var moved = z.mutableSpan
    Element.copy(x, &following)
    Element.gradientStep(factors.eta, factors.lambda, estimate, &following)
    Element.scale(-1, &moved)
    Element.axpy(1, following.span, &moved)
    return Element.dot(estimate, moved.span) + factors.lambda * Element.dot(x, moved.span)
  }

  /// `z`, and `t` where it has begun.
  public func state() -> SavedState<Element> {
    SavedState(vectors: ["z": elements(z), "t": hasBegun ? [t] : []])
  }

  /// Takes back what `state` gave.
  public mutating func restore(_ state: SavedState<Element>) throws(SavedStateError) {
    try state.check(only: ["z", "t"])
    let began = try state.vector("t")
    try state.copy("z", into: &z)
    hasBegun = !began.isEmpty
    t = began.first ?? 1
  }
}
