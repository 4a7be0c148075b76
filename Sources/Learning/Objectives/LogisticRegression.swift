public import Datasets
public import Kernels
public import Settings

/// Logistic regression: ℓ = log(1 + e^(−y z)) with z = w·x + b and labels y = ±1.
///
/// Parameters: the `columns` weights, then the bias where there is one. Losses are right to rounding
/// for any finite margin; one that is not a number gives a loss that is not a number.
public struct LogisticRegression<Element: Scalar>: LinearObjective {
  /// One output a sample.
  public let map: LinearMap<Element>

  /// An objective for samples of `columns` features.
  public init(columns: Int, bias: Bool = true) {
    map = LinearMap(columns: columns, width: 1, bias: bias)
  }

  /// Turns outputs into ∂ℓ/∂z in place and returns Σ ℓ.
  public func residuals(_ z: inout MutableSpan<Element>, _ labels: Span<Element>) -> Double {
    Element.logisticResiduals(&z, labels)
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
      let loss = residuals(&z, labels) / Double(labels.count)
      return Evaluation(loss: loss, metrics: metrics)
    }
  }

  /// What `list models` prints.
  public static var entry: Entry {
    Entry("logistic", "two classes, y = ±1: log(1 + e^(−y (w·x + b)))", [.bias])
  }

  /// The objective that a user named, for labels of that kind.
  public init(_ spec: Spec, labels: LabelKind, columns: Int, option: String)
    throws(ConfigurationError)
  {
    switch labels {
    case .binary:
      self.init(columns: columns, bias: try spec.flag("bias", default: true, option: option))
    case .classes: throw misfit(spec, "labels ±1", labels, "use 'softmax'", option)
    case .real: throw misfit(spec, "labels ±1", labels, "use 'least-squares'", option)
    }
  }
}
