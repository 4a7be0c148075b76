public import Datasets
public import Kernels
public import Settings

/// Softmax regression: ℓ = −log softmax(z)_y with z = Wᵀ x + b and labels y in 0..<classes.
///
/// Parameters: W, `columns` × `classes` row major (the weight of feature f for class c is number
/// f · classes + c), then one bias a class where there are biases. All classes have weights, so the
/// minimum is unique only with a regularizer. Losses are right to rounding for any finite logits
/// whose loss is finite; a logit that is not a number gives a loss that is not a number.
public struct SoftmaxRegression<Element: Scalar>: LinearObjective {
  /// One output a class.
  public let map: LinearMap<Element>

  /// An objective for samples of `columns` features.
  /// - Precondition: there is a class.
  public init(columns: Int, classes: Int, bias: Bool = true) {
    precondition(classes > 0, "softmax needs a class")
    map = LinearMap(columns: columns, width: classes, bias: bias)
  }

  /// The number of classes.
  public var classes: Int { map.width }

  /// Turns outputs into ∂ℓ/∂z in place and returns Σ ℓ.
  public func residuals(_ z: inout MutableSpan<Element>, _ labels: Span<Element>) -> Double {
    Element.softmaxResiduals(&z, labels, classes: classes)
  }

  /// Mean loss and `accuracy`.
  public func evaluate(
    _ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>
  ) -> Evaluation {
    map.evaluate(data, at: x, using: workspace) { z, labels in
      let right = classAccuracy(logits: z.span, labels: labels, classes: classes)
      let loss = residuals(&z, labels) / Double(labels.count)
      return Evaluation(loss: loss, metrics: [(name: "accuracy", value: right)])
    }
  }

  /// What `list models` prints.
  public static var entry: Entry {
    Entry("softmax", "several classes: −log softmax(Wᵀx + b)_y", [.bias])
  }

  /// The objective that a user named, for labels of that kind.
  public init(_ spec: Spec, labels: LabelKind, columns: Int, option: String)
    throws(ConfigurationError)
  {
    self.init(
      columns: columns, classes: try classCount(spec, labels, option),
      bias: try spec.flag("bias", default: true, option: option))
  }
}
