public import Datasets
public import Kernels
public import Settings

/// Least squares: ℓ = (z − y)² with z = w·x + b and real labels y; its gradient is 2 (z − y) x.
///
/// Parameters: the `columns` weights, then the bias where there is one. There is no factor of one
/// half: this is the convention of the published gradient coding programs.
public struct LeastSquaresRegression<Element: Scalar>: LinearObjective {
  /// One output a sample.
  public let map: LinearMap<Element>

  /// An objective for samples of `columns` features.
  public init(columns: Int, bias: Bool = true) {
    map = LinearMap(columns: columns, width: 1, bias: bias)
  }

  /// Turns outputs into ∂ℓ/∂z in place and returns Σ ℓ.
  public func residuals(_ z: inout MutableSpan<Element>, _ labels: Span<Element>) -> Double {
    Element.squaredResiduals(&z, labels)
  }

  /// Mean loss, `mse` (the same number) and, where labels differ, `r2`.
  public func evaluate(
    _ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>
  ) -> Evaluation {
    map.evaluate(data, at: x, using: workspace) { z, labels in
      let squares = residuals(&z, labels)
      let mean = meanSquaredError(sumOfSquares: squares, count: labels.count)
      var metrics = [(name: "mse", value: mean)]
      if let share = explainedVariance(sumOfSquares: squares, labels: labels) {
        metrics.append((name: "r2", value: share))
      }
      return Evaluation(loss: mean, metrics: metrics)
    }
  }

  /// What `list models` prints.
  public static var entry: Entry {
    Entry("least-squares", "real labels, or ±1 as such: (w·x + b − y)²", [.bias])
  }

  /// The objective that a user named, for labels of that kind.
  public init(_ spec: Spec, labels: LabelKind, columns: Int, option: String)
    throws(ConfigurationError)
  {
    switch labels {
    case .real, .binary:
      self.init(columns: columns, bias: try spec.flag("bias", default: true, option: option))
    case .classes: throw misfit(spec, "real labels", labels, "use 'softmax'", option)
    }
  }
}
