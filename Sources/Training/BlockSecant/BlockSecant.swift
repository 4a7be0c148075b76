import Glibc
public import Kernels
public import Learning
public import Staleness

/// Quasi-Newton steps from the secant pairs of all blocks.
///
/// With the pairs of a `SecantTable`, H = (σ + λ) I + Yᵀ A⁻¹ Y and
///
///   x ← x − H⁻¹ (Ĝ + λ x),   no longer than max(‖x‖, 1),
///
/// where Ĝ is the transported estimate. The damping σ is what the pairs do not know: when a pair comes,
/// the curvature that the block's older pairs missed of it is r_i, and
///
///   σ = min(cap · L, 2 Σ_i r_i),   r_i = initial · L / blocks before there are older pairs.
///
/// L = 1/η of the step size. Before there is a pair, and while an estimate is not of every block, the
/// step is gradient descent's, with η min(1, 2.5 sin(π / (4 a + 2))) where messages are a steps old: about
/// what gradient descent with that delay bears. It is the idea of IQN and DAve-QN (Mokhtari, Eisen, Ribeiro,
/// arXiv:1702.00709; Soori et al., arXiv:1906.00506) in limited memory with the correction as its right
/// side, and needs no line search, no synchronous step and no extra message.
public struct BlockSecant<Element: Scalar>: Optimizer, ~Copyable, @unchecked Sendable {
  public let stepSize: StepSize
  public let l2: Double
  private let table: SecantTable<Element>
  private let cap: Double
  private let factor: Double
  private var direction: Vector<Element>

  /// Steps by a table that an estimator feeds.
  /// - Parameters:
  ///   - cap: The largest σ / L.
  ///   - factor: On the missed curvature.
  public init(
    _ table: SecantTable<Element>, stepSize: StepSize, l2: Double,
    cap: Double = 0.05, factor: Double = 2
  ) {
    self.table = table
    self.stepSize = stepSize
    self.l2 = l2
    self.cap = cap
    self.factor = factor
    direction = Vector(repeating: 0, count: table.dimension)
  }

  public mutating func update(
    _ x: inout Vector<Element>, along estimate: Span<Element>, loss: Double, step: Int
  ) {
    let lambda = Element.nearest(l2)
    guard table.isWhole, table.blocksWithPairs > 0 else {
      let shorter = table.isWhole ? 1 : min(1, 2.5 * sin(.pi / (4 * table.meanAge + 2)))
      let eta = Element.nearest(stepSize.value(at: step) * shorter)
      return x.withMutableSpan { Element.gradientStep(eta, lambda, estimate, &$0) }
    }
    let largest = 1 / stepSize.value(at: step)
    let missed = table.missedCurvature(unknown: cap * largest / Double(table.places))
    let damping = max(min(cap * largest, factor * missed), 1e-9 * largest)
    direction.withMutableSpan { g in
      Element.copy(estimate, &g)
      Element.axpy(lambda, x.span, &g)
      _ = table.precondition(&g, damping: damping + l2)
    }
    let length = Element.norm(direction.span)
    let longest = max(Element.norm(x.span), 1)
    let scale = length > longest ? longest / length : 1
    x.withMutableSpan { Element.axpy(.nearest(-scale), direction.span, &$0) }
  }

  /// Nothing of its own: the pairs are the table's, which its estimator keeps.
  public func state() -> SavedState<Element> { SavedState() }

  public mutating func restore(_ state: SavedState<Element>) throws(SavedStateError) {
    try state.check(only: [])
  }
}
