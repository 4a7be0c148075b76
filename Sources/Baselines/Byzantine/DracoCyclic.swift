public import Coding
public import Settings

/// DRACO's cyclic code: every worker evaluates 2 s + 1 blocks, for s liars among any number of workers.
///
/// The rows are those of a cyclic code that bears 2 s stragglers, and all messages are awaited. With
/// `--aggregate locate:liars=s` the parameter server makes one random number of each message, finds in these
/// who lies (`CyclicCode.liars`), and decodes from the others. Without that, one liar spoils the sum. It needs no
/// copies with equal bits, as `draco` does, and no 2 s + 1 that divides n; a lie counts as one where it is larger than
/// rounding.
///
/// The code is real where n is odd; else messages are complex, two real ones a task.
///
/// Example, n = 5, s = 1: worker j sends g_j + 1.618034 g_{j+1} + g_{j+2}.
public struct DracoCyclic: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry("draco-cyclic", "cyclic code for s liars: 2 s + 1 blocks a worker, all awaited"),
    promise: .exact, constraint: "2 s + 1 ≤ n; two messages a task where n is even",
    load: "2 s + 1", waitsFor: "n", memory: "n (2 n where complex)",
    use: "as draco, where 2 s + 1 does not divide n, or copies of a block may differ by rounding",
    warning:
      "needs --aggregate locate, and takes a lie of the size of rounding for rounding; the authors' program "
      + "calls least squares with complex data, which the function that it calls does not take, and "
      + "compares with a threshold of 1e-9 whatever the scale of the gradients",
    citation:
      "Chen, Wang, Charles, Papailiopoulos, \"DRACO: Byzantine-resilient Distributed Training "
      + "via Redundant Gradients\", ICML 2018, arXiv:1803.09877, section 4.2")

  /// n.
  public let workers: Int
  private let code: CyclicCode
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let s = try request.stragglers()
    guard 2 * s + 1 <= n else {
      throw ConfigurationError(
        "--stragglers \(s): draco-cyclic has 2 s + 1 blocks a worker and \(n) blocks; s may be 0 to "
          + "\((n - 1) / 2)")
    }
    let code = CyclicCode(workers: n, tolerated: 2 * s)
    self.code = code
    workers = n
    rows = (0..<n).map { code.terms(worker: $0) }
  }

  /// One message a task where the code is real, else two.
  public var parts: Int { code.parts }

  /// The row of the cyclic code.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for all; what they send if all are honest.
  public func makeGather(shares: [Double]) -> any Gather {
    let weights = code.weights(of: Array(0..<workers), without: [])
    return ComplexCode.Collecting(workers, parts: parts) { _ in weights }
  }

  /// What a step waits for.
  public var waitsFor: String { "all \(workers) workers" }
}
