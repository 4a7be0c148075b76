public import Coding
import Glibc
public import Kernels

/// OrMo: momentum in which an old gradient counts as if it had come in the order in which it was asked for.
///
/// Tasks are numbered as they are given out: worker i's first is i, and the one on version v > 0 is
/// n − 1 + v. They stand in bunches of K. Of the a-th result, of task j,
///
///   where K divides a:  x ← x − β u,  u ← β u;
///   c = ⌊a/K⌋ − ⌊j/K⌋;  u ← u + β^c η g;  x ← x − η g (1 − β^{c+1}) / (1 − β).
///
/// For schemes whose steps take one result, such as `asgd`, with gradient descent of a constant η.
///
/// Memory: one vector. Time: O(d) a step.
///
/// - Source: Shi, Li, "Ordered Momentum for Asynchronous SGD", NeurIPS 2024, arXiv:2407.19234.
public struct OrderedMomentum<Element: Scalar>: Estimator, ~Copyable {
  private let momentum: Double
  private let bunch: Int
  private let workers: Int
  /// u / η.
  private var velocity: Slot<Element>?
  /// a.
  private var results = 0

  /// Momentum at rest.
  /// - Parameters:
  ///   - momentum: β, from 0 to below 1.
  ///   - bunch: K, from 1.
  ///   - workers: n.
  public init(momentum: Double, bunch: Int, workers: Int) {
    self.momentum = momentum
    self.bunch = bunch
    self.workers = workers
  }

  public var needsReplaced: Bool { false }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    let d = model.count
    let u = velocity ?? Slot(d, repeating: 0)
    velocity = u
    Element.fill(0, &y)
    for weight in weights {
      if results % bunch == 0 {
        var gradient = y.part(0..<d)
        u.vector.withMutableSpan { Element.scale(.nearest(momentum), &$0) }
        u.vector.withSpan { Element.axpy(1, $0, &gradient) }
      }
      let task = weight.version == 0 ? weight.place : workers - 1 + weight.version
      let late = Double(results / bunch - task / bunch)
      results += 1
      let kept = late == 0 ? 1 : pow(momentum, late)
      // β = 0 gives 0 · ∞ where a result came before its turn, which counts nothing here.
      let factor = momentum == 0 ? 1 : (1 - kept * momentum) / (1 - momentum)
      let toMomentum = momentum == 0 ? 0 : kept
      try held.withMessage(at: weight.place) { message in
        let g = message.extracting(0..<d)
        var gradient = y.part(0..<d)
        Element.axpy(.nearest(weight.value * factor), g, &gradient)
        u.vector.withMutableSpan { Element.axpy(.nearest(weight.value * toMomentum), g, &$0) }
        y[d] += .nearest(weight.value) * message[d]
      }
    }
  }

  /// `velocity`, u / η, and `results`, a.
  public func state() -> SavedState<Element> {
    var state = SavedState<Element>(numbers: ["results": [Double(results)]])
    if let velocity {
      state.vectors["velocity"] = velocity.vector.withSpan { Element.elements($0) }
    }
    return state
  }

  public mutating func restore(
    _ state: SavedState<Element>, models: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    try state.check(only: ["results", "velocity"])
    results = try state.integers("results", count: 1)[0]
    velocity = state.vectors["velocity"].map { Slot(Vector(copying: $0.span)) }
  }
}
