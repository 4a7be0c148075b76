public import Kernels

/// An optimizer for models whose last coordinates are running means, such as batch normalization's
/// statistics, and no parameters: these move by s ← s − ĝ, the others as another optimizer says.
///
/// A mean of values v_i is the minimizer of ½ Σ_i (s − v_i)², so workers send its gradient, with a rate in
/// it, and codes and buffers treat it as any other. Step size, momentum and regularizer are for parameters.
///
/// Memory: a copy of the parameters.
public struct WithStatistics<Rule: Optimizer & ~Copyable>: Optimizer, ~Copyable {
  public typealias Element = Rule.Element

  private var rule: Rule
  private var parameters: Vector<Element>

  /// An optimizer for the first `parameters` coordinates, at its start.
  public init(_ rule: consuming Rule, parameters: Int) {
    self.rule = rule
    self.parameters = Vector(repeating: 0, count: parameters)
  }

  /// That of the parameters.
  public var stepSize: StepSize { rule.stepSize }
  /// That of the parameters.
  public var l2: Double { rule.l2 }
  /// That of the parameters.
  public var needsWholeGradient: Bool { rule.needsWholeGradient }

  /// Moves x to the next model.
  public mutating func update(
    _ x: inout Vector<Element>, along estimate: Span<Element>, loss: Double, step: Int
  ) {
    let (head, tail) = (0..<parameters.count, parameters.count..<x.count)
    x.withSpan { x in
      parameters.withMutableSpan { Element.copy(x.extracting(head), &$0) }
    }
    rule.update(&parameters, along: estimate.extracting(head), loss: loss, step: step)
    x.withMutableSpan { x in
      var moved = x.part(head)
      parameters.withSpan { Element.copy($0, &moved) }
      var means = x.part(tail)
      Element.axpy(-1, estimate.extracting(tail), &means)
    }
  }

  /// That of the parameters.
  public func state() -> SavedState<Element> { rule.state() }

  /// Takes back what `state` gave.
  public mutating func restore(_ state: SavedState<Element>) throws(SavedStateError) {
    try rule.restore(state)
  }
}
