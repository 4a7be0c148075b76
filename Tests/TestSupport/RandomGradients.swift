public import Clusters
public import Kernels
import Randomness

/// A quadratic whose gradients have noise that depends on the block and on the draw of the task, as those
/// of minibatches have: a message of another version, or of another repetition, has other bits.
public struct RandomGradients: GradientSource, Sendable {
  /// Double precision.
  public typealias Element = Double
  private let quadratic: Quadratic
  private let scale: Double

  /// Gradients with noise of a standard deviation of `scale`.
  public init(_ quadratic: Quadratic, scale: Double = 0.01) {
    self.quadratic = quadratic
    self.scale = scale
  }

  /// d + 1.
  public var gradientLength: Int { quadratic.gradientLength }

  /// The quadratic's, element by element with noise; it looks up between elements.
  public func evaluate(
    block: Int, draw: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
    while proceed: () -> Bool
  ) -> Bool {
    var stream = Stream(seed: 17, for: .synthetic, draw, block)
    _ = quadratic.evaluate(block: block, draw: draw, at: model, into: &g, while: proceed)
    for i in 0..<g.count {
      guard proceed() else { return false }
      g[i] += scale * stream.normal()
    }
    return true
  }

  /// Itself: it has no working memory.
  public func forAnotherThread() -> any GradientSource<Double> { self }
}
