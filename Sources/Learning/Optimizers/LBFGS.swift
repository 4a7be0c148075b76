public import Kernels

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

  private static var names: Set<String> { ["base", "slope", "direction", "s", "y", "search"] }

  /// The base with its gradient, the direction, the pairs and where the search is.
  public func state() -> SavedState<Element> {
    let (s, y) = pairs.saved
    return SavedState(
      vectors: [
        "base": elements(base), "slope": elements(slope), "direction": elements(direction),
        "s": s, "y": y,
      ], numbers: ["search": [value] + (search?.numbers ?? [])])
  }

  /// Takes back what `state` gave.
  public mutating func restore(_ state: SavedState<Element>) throws(SavedStateError) {
    try state.check(only: Self.names)
    let s = try state.vector("s")
    let y = try state.vector("y", count: s.count)
    let numbers = try state.numbers("search")
    guard s.count.isMultiple(of: max(base.count, 1)), s.count <= pairs.most * base.count,
      [1, 10].contains(numbers.count)
    else {
      throw SavedStateError(
        "'s' has \(s.count) numbers for at most \(pairs.most) pairs of \(base.count), 'search' "
          + "\(numbers.count) in place of 1 or 10")
    }
    try state.copy("base", into: &base)
    try state.copy("slope", into: &slope)
    try state.copy("direction", into: &direction)
    pairs.restore(s: s, y: y)
    value = numbers[0]
    search = WolfeSearch(numbers: Array(numbers.dropFirst()))
  }
}
