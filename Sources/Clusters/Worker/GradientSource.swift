public import Kernels

/// What a worker evaluates: the gradient of one block, as its share of the mean gradient.
///
/// The same value serves an MPI rank, which holds the data of its own blocks, and the virtual
/// cluster, which holds all. What it evaluates has one element more than the model: the block's share of
/// the mean loss, which the code decodes like any coordinate, so the parameter server knows the training
/// loss for nothing.
public protocol GradientSource<Element>: SendableMetatype {
  associatedtype Element: Scalar
  /// d + 1.
  var gradientLength: Int { get }
  /// g ← ((1/N) Σ ∇ℓ, (1/N) Σ ℓ) over the samples of the block that a task uses.
  ///
  /// - Parameters:
  ///   - draw: What keys the random choices of the task (`Assignment.draw`).
  ///   - model: d elements.
  ///   - g: d + 1 elements; its content before does not matter.
  ///   - proceed: Asked between pieces; false ends the evaluation.
  /// - Returns: false where `proceed` ended it.
  /// - Throws: where the gradient cannot be had.
  func evaluate(
    block: Int, draw: Int, at model: Span<Element>, into g: inout MutableSpan<Element>,
    while proceed: () -> Bool
  ) throws -> Bool
  /// The same source for another thread, sharing the data but no working memory.
  func forAnotherThread() -> any GradientSource<Element>
}
