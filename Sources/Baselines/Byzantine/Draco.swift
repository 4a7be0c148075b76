public import Coding
public import Settings

/// DRACO's repetition code: groups of 2 s + 1 workers that evaluate the same blocks, for s liars.
///
/// All workers are awaited, and of each group the message counts that most of them sent, bit for bit
/// (`--aggregate majority:group=2s+1`); copies of a block have the same bits here, so that honest workers
/// agree. With s liars in a group the gradient is exact; with s + 1 that agree theirs wins. Without the
/// vote the group's mean is used, which one liar spoils.
///
/// Example, n = 6, s = 1: workers 0, 1 and 2 each send g_0 + … + g_2.
public struct Draco: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry("draco", "repetition code for s liars: groups of 2 s + 1 workers, all awaited"),
    promise: .exact, constraint: "2 s + 1 divides n", load: "2 s + 1", waitsFor: "n", memory: "n",
    use: "up to s workers may send anything, and none is late",
    warning: "needs --aggregate majority; the authors' cyclic code compares with thresholds",
    citation:
      "Chen, Wang, Charles, Papailiopoulos, \"DRACO: Byzantine-resilient Distributed Training "
      + "via Redundant Gradients\", ICML 2018, arXiv:1803.09877")

  /// n.
  public let workers: Int
  private let copies: Int
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let c = 2 * (try request.stragglers()) + 1
    guard c <= n, n % c == 0 else {
      let possible = (0..<n).filter { n % (2 * $0 + 1) == 0 }.map(String.init)
      throw ConfigurationError(
        "--stragglers \((c - 1) / 2): draco needs 2 s + 1 to divide the \(n) workers; s may be "
          + possible.joined(separator: ", "))
    }
    workers = n
    copies = c
    rows = (0..<n / c).map { group in (0..<c).map { Term(group * c + $0) } }
  }

  /// The blocks of the worker's group.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker / copies] }

  /// Waits for all; the mean of each group.
  public func makeGather(shares: [Double]) -> any Gather {
    EqualWeights(workers, value: 1 / Double(copies))
  }

  /// What a step waits for.
  public var waitsFor: String { "all \(workers) workers" }
}
