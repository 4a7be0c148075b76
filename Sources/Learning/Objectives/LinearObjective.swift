public import Datasets
import Kernels
import Settings

/// An objective of Z = X W + 1 bᵀ; what it adds to `NamedObjective` is its map and its residuals.
public protocol LinearObjective<Element>: NamedObjective {
  /// From features to outputs.
  var map: LinearMap<Element> { get }
  /// Turns the outputs of some samples into ∂ℓ/∂z in place and returns Σ ℓ.
  func residuals(_ z: inout MutableSpan<Element>, _ labels: Span<Element>) -> Double
}

extension LinearObjective {
  /// (columns + 1) · outputs, or columns · outputs without biases.
  public var dimension: Int { map.dimension }

  /// Memory for the outputs of one piece, and for its rows where they are chosen by number.
  public func makeWorkspace() -> Workspace<Element> { Workspace() }

  /// G ← G + scale · Σ ∇ℓ; returns Σ ℓ.
  ///
  /// A dense batch is read from memory once. Nothing is allocated after the first call.
  public func addGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>, while proceed: () -> Bool
  ) -> Double? {
    map.addGradient(
      scale, of: batch, in: data, at: x, to: &g, using: workspace, while: proceed
    ) { residuals(&$0, $1) }
  }

  /// Zeros.
  public func initialize(_ x: inout MutableSpan<Element>, seed: UInt64) { Element.fill(0, &x) }
}

extension Entry.Parameter {
  /// `bias=yes|no`, which the linear objectives share.
  static var bias: Entry.Parameter {
    Entry.Parameter("bias", standard: "yes", "yes or no: a constant added to each output")
  }
}
