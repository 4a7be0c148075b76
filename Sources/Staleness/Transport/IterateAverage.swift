public import Coding
public import Kernels

/// A table of iterates in place of gradients: x ← Σ_i p_i (z_i − η ∇f_i(z_i)), DAve-RPG and AREA.
///
/// Worker i makes a step of its own from the model z_i that it was given, and the parameter server
/// averages where the steps ended; a worker that has sent nothing stands at the first model. It is the
/// estimate Σ_i (m_i + p_i (x − z_i) / η): the table of gradients, each moved as if its block's Hessian
/// were I / η. p_i is the block's share of the samples.
///
/// With `ia2sgd`, started by any result, it is DAve-RPG; started by all, AREA with a step at each result.
/// The step size is bounded by 2 / (μ + L), whatever n and the delays.
///
/// Memory: two vectors and the models of held messages. Time: O(n d) a step.
///
/// - Source: Mishchenko, Iutzeler, Malick, Amini, "A Delay-tolerant Proximal-Gradient Algorithm for
///   Distributed Learning", ICML 2018, arXiv:1806.09429; Iakovidou, Kim, "Asynchronous Federated
///   Stochastic Optimization for Heterogeneous Objectives Under Arbitrary Delays", arXiv:2405.10123.
public struct IterateAverage<Element: Scalar>: Estimator, ~Copyable {
  private let stepSize: Double
  private let shares: [Double]
  private var models: PlaceModels<Element>
  private var first: Slot<Element>?

  /// An average of iterates.
  /// - Parameters:
  ///   - stepSize: η, of the workers and of the optimizer.
  ///   - shares: The fraction of samples in the block of each place.
  public init(stepSize: Double, shares: [Double]) {
    self.stepSize = stepSize
    self.shares = shares
    models = PlaceModels(places: shares.count)
  }

  public var needsReplaced: Bool { true }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    let d = model.count
    let start = first ?? Slot(Vector(copying: model))
    first = start
    try models.observe(&held)
    try held.combine(weights, into: &y)
    var gradient = y.part(0..<d)
    for weight in weights where weight.version < step {
      guard let v = models.difference(weight.place, from: model) else { continue }
      let factor = Element.nearest(weight.value * shares[weight.place] / stepSize)
      v.vector.withSpan { Element.axpy(factor, $0, &gradient) }
    }
    for place in shares.indices where models.models[place] == nil {
      let factor = Element.nearest(shares[place] / stepSize)
      Element.axpy(factor, model, &gradient)
      start.vector.withSpan { Element.axpy(-factor, $0, &gradient) }
    }
  }

  /// The models of held messages, and `first`, the first model.
  public func state() -> SavedState<Element> {
    var state = SavedState<Element>(numbers: ["models": models.versions])
    if let first { state.vectors["first"] = first.vector.withSpan { Element.elements($0) } }
    return state
  }

  public mutating func restore(
    _ state: SavedState<Element>, models find: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    try state.check(only: ["models", "first"])
    try models.restore(state, models: find)
    first = state.vectors["first"].map { Slot(Vector(copying: $0.span)) }
  }
}
