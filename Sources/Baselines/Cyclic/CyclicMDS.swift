public import Coding
public import Settings

/// Cyclic MDS code: the rows of B are the shifts of one row, whose entries come from roots of unity.
///
/// `CyclicCode` has the formulas. The code is real where n − s is odd, else messages are complex: two real
/// messages a task. Over n = 24 weights are 10 to 1000 times smaller than those of random `crc`, with
/// nothing drawn.
///
/// Examples: n = 4, s = 1: (1, 1, 0, 0). n = 5, s = 2: (1, 1.618034, 1, 0, 0), the golden ratio.
public struct CyclicMDS: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "cyclic-mds", "cyclic MDS code from roots of unity: exact from any n - s workers",
      [.init("arithmetic", standard: "auto", "auto: real where n - s is odd; complex: always")]),
    promise: .exact, constraint: "0 ≤ s < n; two messages a task where n - s is even",
    load: "s + 1",
    waitsFor: "n - s", memory: "n (2 n where complex)",
    use: "as crc, where its random coefficients decode badly (many workers and stragglers)",
    warning:
      "messages are complex, and twice as many, where n - s is even; no program of "
      + "its authors is known",
    citation: "Raviv, Tamo, Tandon, Dimakis, \"Gradient Coding from Cyclic MDS Codes and Expander "
      + "Graphs\", IEEE Trans. Inf. Theory 2020")

  /// n.
  public let workers: Int
  /// 1 where the code is real, 2 where it is complex.
  public let parts: Int
  private let code: CyclicCode
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let word = try request.choice("arithmetic", default: "auto", among: ["auto", "complex"])
    let code = CyclicCode(
      workers: request.workers, tolerated: try request.stragglers(), isComplex: word == "complex")
    self.code = code
    workers = code.workers
    parts = code.parts
    rows = (0..<code.workers).map { code.terms(worker: $0) }
  }

  /// Row `worker` of the encoding matrix at a step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// The state that one run keeps at the parameter server.
  public func makeGather(shares: [Double]) -> any Gather {
    ComplexCode.Collecting(workers - code.tolerated, parts: parts) { [code] received in
      code.weights(
        of: received, without: StragglerPatterns.others(than: received, of: code.workers))
    }
  }

  /// For the run's summary.
  public var waitsFor: String { "\(workers - code.tolerated) of \(workers) workers" }
}
