public import Coding
public import Settings

/// IS-GC-FR: ignore-straggler gradient coding on a fractional repetition placement.
///
/// Groups of c workers hold the same c blocks. From any w = n − s results, one of each group that
/// answered is added up, and the sum is divided by the share of samples recovered:
///
///   ĝ = Σ_{j∈I} m_j / Σ_{j∈I} share of worker j's blocks,
///
/// unbiased where every set of results is equally likely. Everything is recovered from n − c + 1
/// results on. (`agc` on the same placement closes earlier, once every group has answered, and does
/// not rescale.)
///
/// Example, n = 6, c = 2: workers {0, 1, 3, 4} recover 6 blocks, {0, 1, 4, 5} recover 4.
public struct ISGCFractional: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "is-gc-fr", "ignore-straggler gradient coding, fractional repetition: rescaled",
      [.init("copies", standard: "2", "c, workers that hold each block, and blocks a worker")]),
    constraint: "copies divides n, 0 ≤ s < n", load: "copies", waitsFor: "n - s", memory: "n",
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
    let c = try request.copiesInGroups(default: 2)
    workers = n
    awaited = n - (try request.stragglers())
    seed = request.seed
    messages = DisjointMessages((0..<n).map { worker in (0..<c).map { worker / c * c + $0 } })
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
