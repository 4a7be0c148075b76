public import Clusters
public import Kernels

/// Workers that make several steps of their own before they send: the sum of Q local gradients.
///
/// From the model y_0 = x that it was given a worker makes y_{q+1} = y_q − η_l ∇f_i(y_q), and sends its
/// share of Σ_q ∇f_i(y_q), q < Q, which is (x − y_Q) / η_l. So a scheme sees gradients as ever, and federated
/// methods are their schemes with local steps; the server's step size is η_g η_l. The loss that is sent is
/// that at x. Minibatches of local steps differ.
///
/// Memory: two vectors more. Time: Q gradients.
public struct LocalSteps<Element: Scalar>: GradientSource {
  private let source: any GradientSource<Element>
  private let steps: Int
  private let stepSize: Double
  private let shares: [Double]
  private let model: Slot<Element>
  private let gradient: Slot<Element>

  /// Local steps on what a source evaluates.
  /// - Parameters:
  ///   - steps: Q, from 1.
  ///   - stepSize: η_l.
  ///   - shares: The fraction of samples in each block.
  public init(
    _ source: any GradientSource<Element>, steps: Int, stepSize: Double, shares: [Double]
  ) {
    self.source = source
    self.steps = steps
    self.stepSize = stepSize
    self.shares = shares
    model = Slot(source.gradientLength - 1, repeating: 0)
    gradient = Slot(source.gradientLength, repeating: 0)
  }

  /// d + 1.
  public var gradientLength: Int { source.gradientLength }

  /// g ← the block's share of Σ_q ∇f_i(y_q), and of the loss at `start`.
  public func evaluate(
    block: Int, draw: Int, at start: Span<Element>, into g: inout MutableSpan<Element>,
    while proceed: () -> Bool
  ) throws -> Bool {
    let d = start.count
    model.vector.withMutableSpan { Element.copy(start, &$0) }
    Element.fill(0, &g)
    let factor = Element.nearest(-stepSize / shares[block])
    for step in 0..<steps {
      let isDone = try model.vector.withSpan { y in
        try gradient.vector.withMutableSpan {
          // Above the version and its repetition, for other samples.
          try source.evaluate(
            block: block, draw: draw | step << 48, at: y, into: &$0, while: proceed)
        }
      }
      guard isDone else { return false }
      gradient.vector.withSpan { local in
        let slope = local.extracting(0..<d)
        var sum = g.part(0..<d)
        Element.axpy(1, slope, &sum)
        model.vector.withMutableSpan { Element.axpy(factor, slope, &$0) }
      }
      if step == 0 { g[d] = gradient.vector[d] }
    }
    return true
  }

  /// With a working memory of its own.
  public func forAnotherThread() -> any GradientSource<Element> {
    LocalSteps(
      source.forAnotherThread(), steps: steps, stepSize: stepSize, shares: shares)
  }
}
