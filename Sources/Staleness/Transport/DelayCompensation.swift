public import Coding
public import Kernels

/// DC-ASGD: g + λ g ⊙ g ⊙ (x − z), a stale gradient moved by the diagonal of its own outer product.
///
/// g gᵀ stands for the Hessian, as it does near a minimum of a likelihood, of which the diagonal is kept;
/// z is the model that g was computed from. With an adaptive λ, element by element
///
///   v ← m v + (1 − m) g ⊙ g,   λ = λ₀ / √(v + 10⁻⁷),
///
/// where v is taken from every message that a step uses. g is the gradient of the block, so that λ means
/// the same whatever the number of blocks.
///
/// Memory: one vector and the models of held messages; adaptive, one vector more. Time: O(d) a message.
///
/// - Source: Zheng, Meng, Wang, Chen, Yu, Ma, Liu, "Asynchronous Stochastic Gradient Descent with Delay
///   Compensation", ICML 2017, arXiv:1609.08326.
public struct DelayCompensation<Element: Scalar>: Estimator, ~Copyable {
  private let lambda: Double
  private let memory: Double?
  private let shares: [Double]
  private var models: PlaceModels<Element>
  private var squares: Slot<Element>?

  /// A compensation.
  /// - Parameters:
  ///   - lambda: λ, or λ₀ where it is adaptive.
  ///   - memory: m of an adaptive λ; nil for a constant one.
  ///   - shares: The fraction of samples in the block of each place.
  public init(lambda: Double, memory: Double? = nil, shares: [Double]) {
    self.lambda = lambda
    self.memory = memory
    self.shares = shares
    models = PlaceModels(places: shares.count)
  }

  public var needsReplaced: Bool { true }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    let d = model.count
    if memory != nil, squares == nil { squares = Slot(d, repeating: 0) }
    try models.observe(&held)
    try held.combine(weights, into: &y)
    for weight in weights {
      let share = shares[weight.place]
      if let memory, let squares {
        try held.withMessage(at: weight.place) { message in
          squares.vector.withMutableSpan {
            Element.averageSquares(
              .nearest(memory), .nearest((1 - memory) / (share * share)),
              message.extracting(0..<d), &$0)
          }
        }
      }
      guard weight.version < step, let v = models.difference(weight.place, from: model) else {
        continue
      }
      let factor = Element.nearest(weight.value * lambda / share)
      let squares = squares
      var gradient = y.part(0..<d)
      try held.withMessage(at: weight.place) { message in
        let g = message.extracting(0..<d)
        v.vector.withSpan { v in
          guard let squares else { return Element.addSquareTimes(factor, g, v, &gradient) }
          squares.vector.withSpan {
            Element.addScaledSquareTimes(factor, g, v, over: $0, epsilon: 1e-7, &gradient)
          }
        }
      }
    }
  }

  /// The models of held messages, and `squares`, v.
  public func state() -> SavedState<Element> {
    var state = SavedState<Element>(numbers: ["models": models.versions])
    if let squares { state.vectors["squares"] = squares.vector.withSpan { Element.elements($0) } }
    return state
  }

  public mutating func restore(
    _ state: SavedState<Element>, models find: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    try state.check(only: memory == nil ? ["models"] : ["models", "squares"])
    try models.restore(state, models: find)
    squares = nil
    if memory != nil, let values = state.vectors["squares"] {
      squares = Slot(Vector(copying: values.span))
    }
  }
}
