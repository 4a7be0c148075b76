public import Coding
public import Settings

/// A placement of blocks that `ISGC` is made with.
public protocol ISGCPlacement {
  /// Name, constraints, cost and source of the scheme.
  static var description: SchemeDescription { get }
  /// The blocks of each worker.
  static func blocks(_ request: SchemeRequest) throws(ConfigurationError) -> [[Int]]
}

extension ISGCPlacement {
  static var citation: String {
    "Su, Sukhnandan, Li, \"On Arbitrary Ignorance of Stragglers with Gradient Coding\", ICDCS 2023"
  }
}

/// Ignore-straggler gradient coding: what n − s workers make of blocks placed more than once.
///
/// Of any w = n − s results a largest set of workers whose blocks do not overlap is added up, and
/// divided by the share of samples that it recovers.
public struct ISGC<Blocks: ISGCPlacement>: Scheme {
  /// The placement's.
  public static var description: SchemeDescription { Blocks.description }

  /// n.
  public let workers: Int
  private let awaited: Int
  private let seed: UInt64
  private let messages: DisjointMessages
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    messages = DisjointMessages(try Blocks.blocks(request))
    workers = request.workers
    awaited = workers - (try request.stragglers())
    seed = request.seed
    rows = messages.placement.map { $0.map { Term($0) } }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for n − s results and adds up a largest set without a common block.
  public func makeGather(shares: [Double]) -> any Gather {
    DisjointGather(messages, needed: awaited, shares: shares, seed: seed)
  }

  /// What a step waits for.
  public var waitsFor: String { "\(awaited) of \(workers) workers" }
}
