public import Clusters
public import Kernels

/// The gradients of a quadratic, some of which are not finite.
public struct BrokenGradients: GradientSource, Sendable {
  /// Double precision.
  public typealias Element = Double
  private let quadratic: Quadratic
  private let isBroken: @Sendable (_ block: Int, _ draw: Int) -> Bool

  /// Gradients of which one element is infinite where `isBroken` says so.
  public init(
    _ quadratic: Quadratic, where isBroken: @escaping @Sendable (_ block: Int, _ draw: Int) -> Bool
  ) {
    self.quadratic = quadratic
    self.isBroken = isBroken
  }

  /// d + 1.
  public var gradientLength: Int { quadratic.gradientLength }

  /// The quadratic's, but for one element.
  public func evaluate(
    block: Int, draw: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
    while proceed: () -> Bool
  ) -> Bool {
    let isWhole = quadratic.evaluate(
      block: block, draw: draw, at: model, into: &g, while: proceed)
    if isBroken(block, draw) { g[block % (g.count - 1)] = .infinity }
    return isWhole
  }

  /// Itself: it has no working memory.
  public func forAnotherThread() -> any GradientSource<Double> { self }
}
