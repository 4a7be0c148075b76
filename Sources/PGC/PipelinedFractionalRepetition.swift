public import Coding
public import Settings

/// PGC-FR as published: groups of c = s + 1 workers store the same c blocks, a step evaluates one.
///
/// Worker i of group j = ⌊i / c⌋ evaluates block jc + ((t − 1) mod c) at step t and sends the sum of
/// its last c gradients, one fresh and c − 1 stale; step 0 evaluates all c. One message of each group
/// makes ĝ_t = Σ_i g_i(x_{s(t,i)}) with s(t,i) ∈ [t − c + 1, t]: every block, at the load of uncoded.
/// As long as each group has one live worker, workers may be dead for ever and full-batch gradient
/// descent still converges to the exact optimum.
///
/// The publication waits for n − s messages; one of each group says as much, and comes sooner.
///
/// Late work. The bound c − 1 holds for a worker that misses no step. With `finish` a late worker
/// goes on with the newest model and misses the blocks of the versions in between: their gradients
/// age by c steps for each turn missed (one that takes exactly c steps for every task refreshes one
/// block only). With `cancel` the same, for every task that is dropped. With `backlog` no turn is
/// missed and nothing used is older than c − 1, as the publication assumes, but a worker that is
/// slower than the steps falls behind for good, and a step takes no less than a task on average.
///
/// Example, n = 4, s = 1: blocks 0 and 1 on workers 0 and 1; at step 3 both hold g_0(x_3) + g_1(x_2).
public struct PipelinedFractionalRepetition: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "pgc-fr", "published PGC, fractional repetition: one block a step, c - 1 from memory",
      [
        .init("copies", standard: "s + 1", "c, workers that store each block; divides n"),
        .init(
          "wait", standard: "coverage", "coverage: one of each group; published: n - s as well"),
        .init("phase", standard: "0", "shift of the turn, 0 to c - 1; 1 is the authors' program"),
      ]),
    promise: .stale, constraint: "c = s + 1 divides n", load: "1 (step 0: s + 1)",
    waitsFor: "one of each of n / (s + 1) groups, or n - s", memory: "n",
    use: "as pgc with copies of the blocks; to repeat the published comparison",
    warning: "the authors' program evaluates the same few samples in every step, and "
      + "waits for n - s where a result of each group would do",
    citation: "Su, Li, \"Pipelined Gradient Coding\", arXiv 2607.20739, 2026, PGC-FR")

  /// n.
  public let workers: Int
  private let copies: Int
  private let atLeast: Int
  private let rows: RowsInTurn

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let c = try request.copiesInGroups()
    let wait = try request.choice("wait", default: "coverage", among: ["coverage", "published"])
    workers = n
    copies = c
    atLeast = wait == "published" ? n - (try request.stragglers()) : 0
    rows = RowsInTurn(
      (0..<n / c).map { group in (0..<c).map { Term(group * c + $0) } },
      phase: try request.integer("phase", default: 0, in: 0...c - 1))
  }

  /// Workers keep the last gradient of each of their blocks.
  public var remembers: Bool { true }
  /// Late tasks are finished, so that no turn is lost.
  public var lateWork: LateWork { .finish }

  /// Row `worker` of the encoding matrix at a step.
  public func terms(worker: Int, step: Int) -> [Term] {
    rows.terms(row: worker / copies, step: step)
  }

  /// The state that one run keeps at the parameter server.
  public func makeGather(shares: [Double]) -> any Gather {
    OnePerGroup(groups: workers / copies, size: copies, atLeast: atLeast)
  }

  /// For the run's summary.
  public var waitsFor: String {
    let groups = "one of each of \(workers / copies) groups of \(copies) workers"
    return atLeast > 0 ? "\(atLeast) of \(workers) workers, \(groups)" : groups
  }
}
