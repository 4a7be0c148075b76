public import Datasets
import Kernels
import Settings

/// A model that is a network with softmax on top; what it adds to `NamedObjective` is its layers.
public protocol NetworkObjective<Element>: NamedObjective {
  /// The layers.
  var network: Network<Element> { get }
}

extension NetworkObjective {
  /// float32: the precision that networks are trained in everywhere.
  public static var usualPrecision: String { Float.precisionName }

  /// The number of weights and biases.
  public var dimension: Int { network.dimension }

  /// Memory for the activations of one piece.
  public func makeWorkspace() -> Workspace<Element> { Workspace() }

  /// G ← G + scale · Σ ∇ℓ with nothing dropped; returns Σ ℓ.
  ///
  /// Nothing is allocated after the first call.
  public func addGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>, while proceed: () -> Bool
  ) -> Double? {
    network.addGradient(
      scale, of: batch, in: data, at: x, to: &g, using: workspace, pass: .adding, while: proceed)
  }

  /// G ← scale · Σ ∇ℓ with the units dropped that `draw` names; returns Σ ℓ.
  ///
  /// The first piece writes what others add to: no pass over G for zeros.
  public func writeGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>, draw: Draw,
    while proceed: () -> Bool
  ) -> Double? {
    network.addGradient(
      scale, of: batch, in: data, at: x, to: &g, using: workspace, pass: .writing(draw),
      while: proceed)
  }

  /// Mean loss and `accuracy`, with nothing dropped.
  public func evaluate(
    _ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>
  ) -> Evaluation { network.evaluate(data, at: x, using: workspace) }

  /// Random weights, of the rule that `start` names.
  public func initialize(_ x: inout MutableSpan<Element>, seed: UInt64) {
    network.initialize(&x, seed: seed)
  }
}

/// The probability that a spec names by `dropout`.
func dropoutProbability(_ spec: Spec, _ option: String) throws(ConfigurationError) -> Double {
  let probability = try spec.number("dropout", default: 0, in: 0...1, option: option)
  guard probability < 1 else {
    throw ConfigurationError(
      "\(option): \(spec.name):dropout=1 would drop every unit; give 0 to below 1")
  }
  return probability
}

extension Entry.Parameter {
  /// `start=uniform|he`, which the networks share.
  static var start: Entry.Parameter {
    Entry.Parameter(
      "start", standard: "uniform",
      "initial weights: uniform (±1/sqrt of inputs) or he (normal, variance 2/inputs)")
  }

  /// `dropout=p`.
  static func dropout(_ where: String) -> Entry.Parameter {
    Entry.Parameter("dropout", standard: "0", "probability to drop \(`where`), 0 to below 1")
  }
}
