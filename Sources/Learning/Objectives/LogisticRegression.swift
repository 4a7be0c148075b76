public import Datasets
public import Kernels

/// Logistic regression: ℓ = log(1 + e^(−y z)) with z = w·x + b and labels y = ±1.
///
/// Parameters: the `columns` weights, then the bias where there is one. Losses are right to rounding
/// for any finite margin; one that is not a number gives a loss that is not a number.
public struct LogisticRegression<Element: Scalar>: Objective {
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
    ) { Element.logisticResiduals(&$0, $1) }
  }

  /// Mean loss, `accuracy` and, where both labels occur, `auc`.
  public func evaluate(
    _ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>
  ) -> Evaluation {
    model.evaluate(data, at: x, using: workspace) { z, labels in
      var metrics = [
        (name: "accuracy", value: signAccuracy(margins: z.span, labels: labels))
      ]
      if let area = areaUnderROC(scores: Element.doubles(z.span), labels: Element.doubles(labels)) {
        metrics.append((name: "auc", value: area))
      }
      let loss = Element.logisticResiduals(&z, labels) / Double(labels.count)
      return Evaluation(loss: loss, metrics: metrics)
    }
  }

  /// Zeros.
  public func initialise(_ x: inout MutableSpan<Element>, seed: UInt64) { Element.fill(0, &x) }
}
