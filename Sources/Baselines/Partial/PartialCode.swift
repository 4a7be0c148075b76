public import Coding
public import Settings

/// A code that serves partial stragglers as the second of two messages.
public protocol SecondCode: Scheme {
  /// Name, constraints, cost and source of the scheme that it makes.
  static var partial: SchemeDescription { get }
}

/// A code for partial stragglers: two messages a task, plain blocks first.
///
/// Stragglers are slow here, not dead. Each worker holds p − s − 1 blocks of its own and s + 1 coded
/// ones, and sends the sum of the first before it begins the second. ĝ = Σ first messages + the code's
/// decoding of the second ones. The first message is awaited from all workers, second ones as the code
/// does.
///
/// Nothing waits for a straggler that is at most α = p / (p − s − 1) times slower, so
/// p ≥ α (s + 1) / (α − 1); the load is p / (p − s) blocks of n, in place of s + 1. A dead worker
/// stops the run.
public struct PartialCode<Code: SecondCode>: Scheme {
  /// The code's.
  public static var description: SchemeDescription { Code.partial }

  private let placement: PartialPlacement
  private let code: Code
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let code = try Code(request)
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
