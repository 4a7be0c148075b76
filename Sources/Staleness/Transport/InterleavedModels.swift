public import Coding
public import Kernels

/// T + 1 models that are trained in turn: each step moves the model of T steps ago.
///
/// A sequential code gives in step t the gradient at model t − T, exactly. Of one model that would be old;
/// of T + 1 models in turn it is just what the next one in turn waits for: x_{t+1} = x_{t−T} − η ĝ. All
/// begin at the first model, and differ by their minibatches.
///
/// Memory: T + 1 vectors. Time: O(d) a step. For gradient descent of a constant η.
///
/// - Source: Krishnan, Ebrahimi, Khisti, "Sequential Gradient Coding For Straggler Mitigation", ICLR
///   2023, arXiv:2211.13802.
public struct InterleavedModels<Element: Scalar>: Estimator, ~Copyable {
  private let stepSize: Double
  private let count: Int
  /// Model t at t mod (T + 1).
  private var models: [Slot<Element>] = []

  /// Models in turn.
  /// - Parameters:
  ///   - models: T + 1.
  ///   - stepSize: η of the optimizer.
  public init(models: Int, stepSize: Double) {
    count = models
    self.stepSize = stepSize
  }

  public var needsReplaced: Bool { false }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    if models.isEmpty {
      for _ in 0..<count { models.append(Slot(Vector(copying: model))) }
    }
    models[step % count].vector.withMutableSpan { Element.copy(model, &$0) }
    try held.combine(weights, into: &y)
    guard !weights.isEmpty else { return }
    let factor = Element.nearest(1 / stepSize)
    var gradient = y.part(0..<model.count)
    Element.axpy(factor, model, &gradient)
    models[(step + 1) % count].vector.withSpan { Element.axpy(-factor, $0, &gradient) }
  }

  /// The models, by their number.
  public func state() -> SavedState<Element> {
    var state = SavedState<Element>()
    for (number, model) in models.enumerated() {
      state.vectors["\(number)"] = model.vector.withSpan { Element.elements($0) }
    }
    return state
  }

  public mutating func restore(
    _ state: SavedState<Element>, models find: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    var names = Set<String>()
    for number in 0..<count { names.insert("\(number)") }
    try state.check(only: names)
    var restored: [Slot<Element>] = []
    if !state.vectors.isEmpty {
      for number in 0..<count {
        let values = try state.vector("\(number)")
        restored.append(Slot(Vector(copying: values.span)))
      }
    }
    models = restored
  }
}
