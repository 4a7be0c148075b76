public import Clusters
public import Kernels
import Randomness

/// Gradients with Gaussian noise of a known size: the stochastic oracle of the theory.
///
/// To each coordinate of a block's mean gradient N(0, σ²) is added, drawn by (seed, draw, block), so that
/// all holders of a block, MPI, virtual time and a replay see the same. Losses stay as they are.
///
/// - Source: E‖∇f_i(x, ξ) − ∇f_i(x)‖² = σ² d, as in the experiments of Maranjyan, Tyurin, Richtárik,
///   "Ringmaster ASGD", ICML 2025.
public struct NoisyGradients<Element: Scalar>: GradientSource {
  private let source: any GradientSource<Element>
  private let deviation: Double
  private let shares: [Double]
  private let seed: UInt64

  /// Noise on what a source evaluates.
  /// - Parameters:
  ///   - deviation: σ, of a coordinate.
  ///   - shares: The fraction of samples in each block.
  public init(
    _ source: any GradientSource<Element>, deviation: Double, shares: [Double], seed: UInt64
  ) {
    self.source = source
    self.deviation = deviation
    self.shares = shares
    self.seed = seed
  }

  /// d + 1.
  public var gradientLength: Int { source.gradientLength }

  /// The source's gradient and noise in it.
  public func evaluate(
    block: Int, draw: Int, at model: Span<Element>, into g: inout MutableSpan<Element>,
    while proceed: () -> Bool
  ) throws -> Bool {
    guard try source.evaluate(block: block, draw: draw, at: model, into: &g, while: proceed)
    else { return false }
    let size = deviation * shares[block]
    var stream = Stream(seed: seed, for: .noise, draw, block)
    for i in 0..<model.count { g[i] += .nearest(size * stream.normal()) }
    return true
  }

  /// The same for another thread.
  public func forAnotherThread() -> any GradientSource<Element> {
    NoisyGradients(source.forAnotherThread(), deviation: deviation, shares: shares, seed: seed)
  }
}
