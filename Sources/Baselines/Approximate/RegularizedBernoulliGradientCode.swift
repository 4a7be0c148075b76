public import Coding
public import Settings

/// Regularized Bernoulli gradient code (rBGC): BGC with at most 2c blocks a worker.
///
/// A worker that drew more than 2c blocks keeps a random 2c of them. So no row of B is much longer
/// than the others, which bounds its spectral norm, and the worst load is 2c; the decoders are BGC's.
///
/// Example, n = 24, c = 1: of a worker that drew blocks {3, 7, 20}, two random ones are kept.
public struct RegularizedBernoulliGradientCode: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "rbgc", "regularized Bernoulli gradient code: BGC with at most 2·copies blocks a worker",
      BernoulliGradientCode.parameters),
    promise: .approximate, constraint: "0 ≤ s < n", load: "copies on average, at most 2·copies",
    waitsFor: "n - s",
    memory: "n",
    use: "as bgc, where no worker may have much more to do than another",
    warning:
      "as bgc: with decoding=one-step an error is left even where nobody is late; no "
      + "program of its authors is known",
    citation: "Charles, Papailiopoulos, Ellenberg, \"Approximate Gradient Coding via Sparse Random "
      + "Graphs\", arXiv:1711.06771, section 6")

  private let code: BernoulliGradientCode

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    code = try BernoulliGradientCode(request, regularized: true)
  }

  /// n.
  public var workers: Int { code.workers }
  /// B, of zeros and ones.
  public var matrix: EncodingMatrix { code.matrix }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { code.terms(worker: worker, step: step) }

  /// Waits for n − s results and decodes them as asked.
  public func makeGather(shares: [Double]) -> any Gather { code.makeGather(shares: shares) }

  /// What a step waits for.
  public var waitsFor: String { code.waitsFor }
}
