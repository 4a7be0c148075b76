public import Coding
public import Settings

/// Fractional repetition for partial stragglers: two messages a task, plain blocks first.
///
/// Stragglers are slow here, not dead. Each worker holds p − s − 1 blocks of its own and s + 1 coded
/// ones, and sends the sum of the first before it begins the second. ĝ = Σ first messages + the code's
/// decoding of the second ones. The first message is awaited from all workers,
/// second messages one of each group, with the coded blocks placed as by `frc`.
///
/// Nothing waits for a straggler that is at most α = p / (p − s − 1) times slower, so
/// p ≥ α (s + 1) / (α − 1); the load is p / (p − s) blocks of n, in place of s + 1. A dead worker
/// stops the run.
///
/// Example, n = 4, s = 1, p = 4, 12 blocks: worker 1 sends g_2 + g_3, then g_8 + g_9, which worker 0
/// sends too; load 4/12, and stragglers up to 2 times slower cost nothing.
public struct PartialFractionalRepetition: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "partial-frc", "partial-straggler code, fractional: plain blocks first, then coded ones",
      [PartialPlacement.parameter]),
    constraint: "s + 1 divides n, p > s + 1", load: "p of n (p - s)",
    waitsFor: "n first messages, one second of each group", memory: "2 n",
    citation: "Tandon, Lei, Dimakis, Karampatziakis, \"Gradient Coding\", ICML 2017, section 5")

  private let placement: PartialPlacement
  private let code: FractionalRepetition
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let code = try FractionalRepetition(request)
    let placement = try PartialPlacement(request)
    self.code = code
    self.placement = placement
    rows = (0..<request.workers).map {
      placement.terms(worker: $0, code: code.terms(worker: $0, step: 0))
    }
  }

  /// n.
  public var workers: Int { placement.workers }
  /// Blocks the training set is cut into.
  public var blocks: Int { placement.blocks }
  /// Two messages a task.
  public var parts: Int { 2 }

  /// Row `worker` of the encoding matrix at a step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// The state that one run keeps at the parameter server.
  public func makeGather(shares: [Double]) -> any Gather {
    PartialGather(workers: workers, code: code.makeGather(shares: shares))
  }

  /// For the run's summary.
  public var waitsFor: String { placement.waitsFor(code.waitsFor) }
}
