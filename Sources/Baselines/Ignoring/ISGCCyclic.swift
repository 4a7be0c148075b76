public import Coding
public import Settings

/// IS-GC-CR: ignore-straggler gradient coding on a cyclic placement, worker j with blocks j … j + c − 1.
///
/// From any w = n − s results, a largest set of workers whose blocks do not overlap is added up and
/// divided by the share of samples recovered. Where c divides n, everything is recovered from
/// n − c + 1 results on; otherwise never more than c⌊n/c⌋ blocks are, even if everybody answers.
///
/// Example, n = 6, c = 2: workers {0, 1, 3, 4} and {0, 2, 3, 5} recover 4 blocks each.
///
/// - Complexity: O(c w) a step.
public struct ISGCCyclic: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "is-gc-cr", "ignore-straggler gradient coding, cyclic placement: rescaled",
      [.init("copies", standard: "2", "c, workers that hold each block, and blocks a worker")]),
    constraint: "copies ≤ n, 0 ≤ s < n; all blocks only where copies divides n", load: "copies",
    waitsFor: "n - s", memory: "n",
    citation: "Su, Sukhnandan, Li, \"On Arbitrary Ignorance of Stragglers with Gradient Coding\", "
      + "ICDCS 2023")

  /// n.
  public let workers: Int
  private let awaited: Int
  private let seed: UInt64
  private let messages: DisjointMessages
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let c = try request.copies(default: 2)
    workers = n
    awaited = n - (try request.stragglers())
    seed = request.seed
    messages = DisjointMessages((0..<n).map { worker in (0..<c).map { (worker + $0) % n } })
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
