public import Datasets
public import Kernels

/// Softmax regression: ℓ = −log softmax(z)_y with z = Wᵀ x + b and labels y in 0..<classes.
///
/// Parameters: W, `columns` × `classes` row major (the weight of feature f for class c is number
/// f · classes + c), then one bias a class where there are biases. All classes have weights, so the
/// minimum is unique only with a regulariser. Losses are right to rounding for any finite logits
/// whose loss is finite; a logit that is not a number gives a loss that is not a number.
public struct SoftmaxRegression<Element: Scalar>: Objective {
  private let model: LinearModel<Element>

  /// An objective for samples of `columns` features.
  /// - Precondition: there is a class.
  public init(columns: Int, classes: Int, bias: Bool = true) {
    precondition(classes > 0, "softmax needs a class")
    model = LinearModel(columns: columns, width: classes, bias: bias)
  }

  /// The number of classes.
  public var classes: Int { model.width }

  /// (columns + 1) · classes, or columns · classes without biases.
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
    ) { Element.softmaxResiduals(&$0, $1, classes: classes) }
  }

  /// Mean loss and `accuracy`.
  public func evaluate(
    _ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>
  ) -> Evaluation {
    model.evaluate(data, at: x, using: workspace) { z, labels in
      let right = classAccuracy(logits: z.span, labels: labels, classes: classes)
      let loss = Element.softmaxResiduals(&z, labels, classes: classes) / Double(labels.count)
      return Evaluation(loss: loss, metrics: [(name: "accuracy", value: right)])
    }
  }

  /// Zeros.
  public func initialise(_ x: inout MutableSpan<Element>, seed: UInt64) { Element.fill(0, &x) }
}
