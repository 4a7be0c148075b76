public import Datasets
public import Kernels

/// Which samples of a data set an evaluation uses.
public enum Batch: Sendable {
  /// Consecutive rows.
  case rows(Range<Int>)
  /// Rows by number, ascending.
  case chosen([Int])

  /// The number of samples.
  public var count: Int {
    switch self {
    case .rows(let range): range.count
    case .chosen(let rows): rows.count
    }
  }
}

/// A model with its loss: f(x) = Σ ℓ(x; sample), without regularizer, which the parameter server adds.
///
/// An objective is a value that knows shapes, not data: it may be shared by threads, each with a
/// workspace of its own.
public protocol Objective<Element>: Sendable {
  associatedtype Element: Scalar
  /// The number of parameters d.
  var dimension: Int { get }
  /// Memory for intermediate results, used by one evaluation at a time.
  func makeWorkspace() -> Workspace<Element>
  /// G ← G + scale · Σ ∇ℓ(x; sample) over the batch; returns Σ ℓ.
  ///
  /// - Parameters:
  ///   - scale: The factor of the gradient (not of the returned loss).
  ///   - x: The model, d elements.
  ///   - g: The sum, d elements.
  ///   - proceed: Asked between pieces of at most 1 MiB of features, or of at most 256 samples of a
  ///     network; false ends the evaluation.
  /// - Returns: The sum of losses, or nil where `proceed` ended it; `g` is then of no use.
  func addGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>, while proceed: () -> Bool
  ) -> Double?
  /// G ← scale · Σ ∇ℓ(x; sample) over the batch, whatever was in G; returns Σ ℓ.
  ///
  /// The same sum for training: with the random choices that `draw` names, such as dropout, which
  /// `addGradient` makes none of. An objective without any need not implement it.
  func writeGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>, draw: Draw,
    while proceed: () -> Bool
  ) -> Double?
  /// Mean loss and metrics on a whole data set.
  func evaluate(_ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>)
    -> Evaluation
  /// Fills the initial model (zeros, or standard random numbers by `seed`).
  func initialize(_ x: inout MutableSpan<Element>, seed: UInt64)
}

extension Objective {
  /// The gradient of an objective that makes no random choices.
  public func writeGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>, draw: Draw,
    while proceed: () -> Bool
  ) -> Double? {
    Element.fill(0, &g)
    return addGradient(
      scale, of: batch, in: data, at: x, to: &g, using: workspace, while: proceed)
  }
}

/// Mean loss and metrics of a model on a data set.
public struct Evaluation: Equatable, Sendable {
  /// Mean loss, without regularizer.
  public var loss: Double
  /// Metrics by name, in a fixed order: accuracy; accuracy and auc; mse and r2.
  public var metrics: [(name: String, value: Double)]

  /// An evaluation.
  public init(loss: Double, metrics: [(name: String, value: Double)]) {
    self.loss = loss
    self.metrics = metrics
  }

  public static func == (a: Evaluation, b: Evaluation) -> Bool {
    a.loss == b.loss && a.metrics.elementsEqual(b.metrics) { $0 == $1 }
  }
}
