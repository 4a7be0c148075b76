public import Datasets
public import Kernels

/// Least squares: ℓ = (z − y)² with z = w·x + b and real labels y; its gradient is 2 (z − y) x.
///
/// Parameters: the `columns` weights, then the bias where there is one. There is no factor of one
/// half: this is the convention of the published gradient coding programs.
public struct LeastSquaresRegression<Element: Scalar>: Objective {
  private let model: LinearModel<Element>

  /// An objective for samples of `columns` features.
  public init(columns: Int, bias: Bool = true) {
    model = LinearModel(columns: columns, width: 1, bias: bias)
  }

  /// columns + 1, or columns without a bias.
  public var dimension: Int { model.dimension }

  /// Memory for the outputs of one piece, and for its rows where they are chosen by number.
  public func makeWorkspace() -> Workspace<Element> { Workspace() }

  /// G ← G + scale · Σ ∇ℓ; returns Σ ℓ.
  ///
  /// A dense batch is read from memory once. Nothing is allocated after the first call.
  public func addGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>, while proceed: () -> Bool
  ) -> Double? {
    model.addGradient(
      scale, of: batch, in: data, at: x, to: &g, using: workspace, while: proceed
    ) { Element.squaredResiduals(&$0, $1) }
  }

  /// Mean loss, `mse` (the same number) and, where labels differ, `r2`.
  public func evaluate(
    _ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>
  ) -> Evaluation {
    model.evaluate(data, at: x, using: workspace) { z, labels in
      let squares = Element.squaredResiduals(&z, labels)
      let mean = meanSquaredError(sumOfSquares: squares, count: labels.count)
      var metrics = [(name: "mse", value: mean)]
      if let share = explainedVariance(sumOfSquares: squares, labels: labels) {
        metrics.append((name: "r2", value: share))
      }
      return Evaluation(loss: mean, metrics: metrics)
    }
  }

  /// Zeros.
  public func initialise(_ x: inout MutableSpan<Element>, seed: UInt64) { Element.fill(0, &x) }
}
