public import Coding
public import Settings

/// PGC-CR as published: worker j stores blocks j … j + c − 1, a step evaluates one, c = s + 1.
///
/// At step t worker j evaluates block j + ((t − 1) mod c) (mod n) and sends the sum of its last c
/// gradients; step 0 evaluates all c. From any n − s messages
///
///   ĝ_t = (n / ((n − s) c)) Σ_{j received} m_j:
///
/// Σ over all n messages counts each block c times, a fraction (n − s) / n of which is received. No
/// linear system is solved, so no decoding weight is large. The price: a block counts once only on
/// average over who is late, and with unlike blocks the iterates keep a noise floor: at the optimum
/// E‖ĝ‖² = s n / ((n − s)(n − 1) c²) Σ_j ‖m_j‖², not zero. Without stragglers the estimate is the mean
/// of the last c full gradients.
///
/// Staleness under `finish`, `cancel` and `backlog` is as in `pgc-fr`; where a worker is dead for
/// ever its messages are missing in every step and the limit is biased.
///
/// Example, n = 4, s = 1: weights 2/3 on any three messages.
public struct PipelinedCyclicRepetition: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "pgc-cr",
      "published PGC, cyclic repetition: one block a step, c - 1 from memory, mean decode",
      [
        .init("copies", standard: "s + 1", "c, workers that store each block; 1 to n"),
        .init("phase", standard: "0", "shift of the turn, 0 to c - 1; 1 is the authors' program"),
      ]),
    promise: .nearlyStale, constraint: "0 ≤ s < n", load: "1 (step 0: s + 1)", waitsFor: "n - s",
    memory: "n",
    use: "to repeat the published comparison; it does not reach the minimum",
    warning: "the authors' program evaluates the same few samples in every step, and "
      + "waits for n - 1 unless told",
    citation: "Su, Li, \"Pipelined Gradient Coding\", arXiv 2607.20739, 2026, PGC-CR")

  /// n.
  public let workers: Int
  private let awaited: Int
  private let copies: Int
  private let rows: RowsInTurn

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let c = try request.copies()
    workers = n
    awaited = n - (try request.stragglers())
    copies = c
    rows = RowsInTurn(
      (0..<n).map { worker in (0..<c).map { Term((worker + $0) % n) } },
      phase: try request.integer("phase", default: 0, in: 0...c - 1))
  }

  /// Workers keep the last gradient of each of their blocks.
  public var remembers: Bool { true }
  /// Late tasks are finished, so that no turn is lost.
  public var lateWork: LateWork { .finish }

  /// Row `worker` of the encoding matrix at a step.
  public func terms(worker: Int, step: Int) -> [Term] { rows.terms(row: worker, step: step) }

  /// The state that one run keeps at the parameter server.
  public func makeGather(shares: [Double]) -> any Gather {
    EqualWeights(awaited, value: Double(workers) / Double(awaited * copies))
  }

  /// For the run's summary.
  public var waitsFor: String { "\(awaited) of \(workers) workers" }
}
