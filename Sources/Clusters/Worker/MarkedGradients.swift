public import Kernels

/// Gradients of which the last element, the loss, is not finite where any other is not.
///
/// So whoever receives a message, coded or not, needs to look at one element of it.
public struct MarkedGradients<Element: Scalar>: GradientSource {
  private let source: any GradientSource<Element>

  /// The gradients of a source, marked.
  public init(_ source: any GradientSource<Element>) { self.source = source }

  public var gradientLength: Int { source.gradientLength }

  public func evaluate(
    block: Int, draw: Int, at model: Span<Element>, into g: inout MutableSpan<Element>,
    while proceed: () -> Bool
  ) throws -> Bool {
    guard try source.evaluate(block: block, draw: draw, at: model, into: &g, while: proceed)
    else { return false }
    let last = g.count - 1
    // The norm does not overflow where the elements do not.
    if !Element.norm(g.span).isFinite { g[last] = .nearest(.nan) }
    return true
  }

  public func forAnotherThread() -> any GradientSource<Element> {
    MarkedGradients(source.forAnotherThread())
  }
}
