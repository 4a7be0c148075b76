public import Kernels
public import Settings

/// Limited-memory BFGS, with a line search in which every trial is a step.
///
/// The direction is −H (ĝ + λ x) with H of the last m pairs, its length 1 at first, η before there is a
/// pair. A step either accepts the length and turns to a new direction, or goes back and tries another
/// one, by the loss and the gradient that the messages bring: no message beyond those of gradient
/// descent. They must be of the whole gradient, so it is for exact schemes without minibatches.
///
/// The model of a step may be a trial that the next step takes back.
///
/// - Complexity: 2 m + 4 vectors of d elements; about 4 m passes over a vector a step.
/// - Source: Liu, Nocedal, "On the limited memory BFGS method for large scale optimization",
///   Mathematical Programming 45, 1989.
public struct LBFGS<Element: Scalar>: Optimizer, ~Copyable {
  /// η, the length of the first trial along the gradient.
  public let stepSize: StepSize
  /// λ, the weight of (λ/2) ‖x‖².
  public let l2: Double
  /// Its line search compares losses.
  public var needsWholeGradient: Bool { true }
  private var pairs: CurvaturePairs<Element>
  private var search: WolfeSearch?
  /// Where the search began, and value and gradient there.
  private var base: Vector<Element>
  private var value = 0.0
  private var slope: Vector<Element>
  private var direction: Vector<Element>
  private var gradient: Vector<Element>

  /// The rule at its start.
  /// - Parameters:
  ///   - memory: m, pairs that are kept.
  ///   - dimension: d, the number of parameters.
  public init(stepSize: StepSize, l2: Double = 0, memory: Int = 10, dimension: Int) {
    self.stepSize = stepSize
    self.l2 = l2
    pairs = CurvaturePairs(most: memory, dimension: dimension)
    base = Vector(repeating: 0, count: dimension)
    slope = Vector(repeating: 0, count: dimension)
    direction = Vector(repeating: 0, count: dimension)
    gradient = Vector(repeating: 0, count: dimension)
  }

  /// Moves x to the next model to try.
  public mutating func update(
    _ x: inout Vector<Element>, along estimate: Span<Element>, loss: Double, step: Int
  ) {
    gradient.copy(estimate)
    gradient.add(.nearest(l2), x)
    // Rounded, so that a checkpoint in the model's precision holds all of it.
    let f = Element.nearest(loss + penalty(at: x.span)).double
    let along = Element.dot(gradient.span, direction.span).double
    switch search?.judge(value: f, slope: along) {
    case .again: break
    case .failed:
      pairs.forget()
      turn(step)
    case .accepted:
      pairs.add(models: x, minus: base, gradients: gradient, minus: slope)
      accept(x, f, step)
    case nil: accept(x, f, step)
    }
    move(&x)
  }

  private mutating func accept(_ x: borrowing Vector<Element>, _ f: Double, _ step: Int) {
    value = f
    base.copy(x)
    slope.copy(gradient)
    turn(step)
  }

  /// Begins a search from the base, along the direction that the pairs say.
  private mutating func turn(_ step: Int) {
    var along = point()
    if along >= 0 {
      pairs.forget()
      along = point()
    }
    search = WolfeSearch(
      value: value, slope: along,
      length: pairs.count == 0 ? Element.nearest(stepSize.value(at: step)).double : 1,
      rounding: 8 * Element.ulpOfOne.double)
  }

  /// Sets the direction; returns the slope along it.
  private mutating func point() -> Double {
    direction.copy(-1, slope)
    pairs.precondition(&direction)
    return Element.dot(slope.span, direction.span).double
  }

  private func move(_ x: inout Vector<Element>) {
    guard let search else { return }
    x.copy(base)
    x.add(.nearest(search.length), direction)
  }

  private static var names: [String] { ["base", "slope", "direction", "s", "y", "search"] }

  /// The base with its gradient, the direction, the pairs and where the search is.
  public func state() -> [OptimizerState<Element>] {
    let (s, y) = pairs.saved
    let numbers = ([value] + (search?.numbers ?? [])).map { Element.nearest($0) }
    return [
      saved("base", base), saved("slope", slope), saved("direction", direction),
      OptimizerState(name: "s", values: s), OptimizerState(name: "y", values: y),
      OptimizerState(name: "search", values: numbers),
    ]
  }

  /// Takes back what `state` gave.
  public mutating func restore(_ state: [OptimizerState<Element>]) throws(ConfigurationError) {
    let d = base.count
    let found = state.map(\.name)
    guard found == Self.names, state[3].values.count == state[4].values.count,
      state[3].values.count.isMultiple(of: max(d, 1)), state[3].values.count <= pairs.most * d,
      [1, 10].contains(state[5].values.count)
    else {
      throw ConfigurationError(
        "checkpoint: optimizer 'lbfgs' needs \(Self.names.joined(separator: ", ")) of a model of "
          + "\(d) numbers and at most \(pairs.most) pairs; there is "
          + (found.isEmpty ? "no state" : found.joined(separator: ", ")))
    }
    try Learning.restore("base", of: "lbfgs", from: [state[0]], into: &base)
    try Learning.restore("slope", of: "lbfgs", from: [state[1]], into: &slope)
    try Learning.restore("direction", of: "lbfgs", from: [state[2]], into: &direction)
    pairs.restore(s: state[3].values, y: state[4].values)
    let numbers = state[5].values.map(\.double)
    value = numbers[0]
    search = WolfeSearch(numbers: Array(numbers.dropFirst()))
  }
}
