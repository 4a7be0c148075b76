public import Datasets
public import Kernels
public import Settings

/// Logistic regression: ℓ = log(1 + e^(−y z)) with z = w·x + b and labels y = ±1.
///
/// Parameters: the `columns` weights, then the bias where there is one. Losses are right to rounding
/// for any finite margin; one that is not a number gives a loss that is not a number.
///
/// With ν > 0 the mean loss has ν Σ x_j² / (1 + x_j²) more, over all parameters, and is no longer convex.
///
/// - Source: the penalty: Islamov, Safaryan, Alistarh, "AsGrad", AISTATS 2024, arXiv:2310.20452.
public struct LogisticRegression<Element: Scalar>: LinearObjective {
  /// One output a sample.
  public let map: LinearMap<Element>

  /// ν, the factor of the penalty that is not convex.
  public let penalty: Double

  /// An objective for samples of `columns` features.
  public init(columns: Int, bias: Bool = true, penalty: Double = 0) {
    map = LinearMap(columns: columns, width: 1, bias: bias)
    self.penalty = penalty
  }

  /// Turns outputs into ∂ℓ/∂z in place and returns Σ ℓ.
  public func residuals(_ z: inout MutableSpan<Element>, _ labels: Span<Element>) -> Double {
    Element.logisticResiduals(&z, labels)
  }

  /// G ← G + scale · Σ ∇ℓ; returns Σ ℓ.
  public func addGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>, while proceed: () -> Bool
  ) -> Double? {
    let loss = map.addGradient(
      scale, of: batch, in: data, at: x, to: &g, using: workspace, while: proceed
    ) { residuals(&$0, $1) }
    guard let loss, penalty > 0 else { return loss }
    let factor = penalty * Double(batch.count)
    return loss + factor * Element.addBoundedPenalty(.nearest(scale.double * factor), x, &g)
  }

  /// Mean loss, `accuracy` and, where both labels occur, `auc`.
  public func evaluate(
    _ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>
  ) -> Evaluation {
    map.evaluate(data, at: x, using: workspace) { z, labels in
      var metrics = [
        (name: "accuracy", value: signAccuracy(margins: z.span, labels: labels))
      ]
      if let area = areaUnderROC(scores: Element.doubles(z.span), labels: Element.doubles(labels)) {
        metrics.append((name: "auc", value: area))
      }
      var loss = residuals(&z, labels) / Double(labels.count)
      if penalty > 0 {
        for value in Element.doubles(x) { loss += penalty * value * value / (1 + value * value) }
      }
      return Evaluation(loss: loss, metrics: metrics)
    }
  }

  /// What `list models` prints.
  public static var entry: Entry {
    Entry(
      "logistic", "two classes, y = ±1: log(1 + e^(−y (w·x + b)))",
      [
        .bias,
        .init("nonconvex", standard: "0", "ν ≥ 0: adds ν Σ x_j²/(1 + x_j²) over all parameters"),
      ])
  }

  /// The objective that a user named, for labels of that kind.
  public init(_ spec: Spec, labels: LabelKind, columns: Int, option: String)
    throws(ConfigurationError)
  {
    switch labels {
    case .binary:
      self.init(
        columns: columns, bias: try spec.flag("bias", default: true, option: option),
        penalty: try spec.number("nonconvex", default: 0, in: 0...1e9, option: option))
    case .classes: throw misfit(spec, "labels ±1", labels, "use 'softmax'", option)
    case .real: throw misfit(spec, "labels ±1", labels, "use 'least-squares'", option)
    }
  }
}
