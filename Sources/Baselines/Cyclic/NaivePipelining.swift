public import Coding
public import Settings

/// What pipelined gradient coding must not do: the cyclic code's coefficients on stale gradients.
///
/// Worker j stores blocks j … j + s with row j of the cyclic repetition code, evaluates one of them a
/// step and sends the coded sum of its last s + 1 gradients; any n − s messages are decoded as by
/// `crc`. Holders of a block have evaluated it at different models, so where the code subtracts one
/// copy from another the difference is multiplied by weights of 10³ and more, and the run diverges.
/// It is here to show that.
///
/// Example, n = 12, s = 5: the largest |a_j B_ji| over all straggler sets is 10³ to 10⁵, by seed.
public struct NaivePipelining: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "pgc-cr-naive", "gradient coding on stale gradients: diverges, as a warning",
      [
        .init("draws", standard: "1", "random H matrices tried; the best conditioned is kept"),
        .init("phase", standard: "0", "shift of the turn, 0 to s; 1 is the authors' program"),
      ]),
    promise: .nothing, constraint: "0 ≤ s < n", load: "1 (step 0: s + 1)", waitsFor: "n - s",
    memory: "n",
    use: "to see why a code's weights must not be put on gradients of several models",
    warning:
      "it diverges, as it should",
    citation: "Su, Li, \"Pipelined Gradient Coding\", arXiv 2607.20739, 2026, figure 6")

  /// n.
  public let workers: Int
  private let code: CyclicRepetition
  private let rows: RowsInTurn

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let s = try request.stragglers()
    let code = try CyclicRepetition(request, draws: 1)
    self.code = code
    workers = request.workers
    rows = RowsInTurn(
      (0..<request.workers).map { code.terms(worker: $0, step: 0) },
      phase: try request.integer("phase", default: 0, in: 0...s))
  }

  /// Workers keep the last gradient of each of their blocks.
  public var remembers: Bool { true }
  /// Late tasks are finished, so that no turn is lost.
  public var lateWork: LateWork { .finish }

  /// Row `worker` of the encoding matrix at a step.
  public func terms(worker: Int, step: Int) -> [Term] { rows.terms(row: worker, step: step) }

  /// The state that one run keeps at the parameter server.
  public func makeGather(shares: [Double]) -> any Gather { code.makeGather(shares: shares) }

  /// For the run's summary.
  public var waitsFor: String { code.waitsFor }
}
