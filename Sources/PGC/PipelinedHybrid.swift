public import Coding
import Randomness
public import Settings

/// Replicated blocks, one evaluated a step, behind a staleness buffer: PGC that outlives workers.
///
/// Workers stand in n / c groups of c, and a group's workers store the same c blocks. At step t
/// worker r of a group evaluates one of them, number
///
///   (r + φ(t)) mod c,   φ(t) = (t + u_⌊t/c⌋) mod c,   u_m drawn from 0 … c − 1 by the run's seed,
///
/// and sends it uncoded: a group that answers in time refreshes all its blocks, at load 1, and whoever
/// answers, each worker comes to every block in turn. The parameter server holds the newest gradient
/// of every block from whichever worker sent it, and updates as soon as k = n − s workers have
/// answered the current model:
///
///   ĝ_t = Σ_i g_i(x_{t − τ_i}).
///
/// Rare misses are filled by stale gradients, as in `pgc`; permanent ones by the other copies, as in
/// `pgc-fr`, whose message is stale even where nobody is late. Step 0 evaluates all c blocks, and
/// closes as soon as every block is held.
///
/// Staleness. In each run of c steps mc … mc + c − 1 the offset u_m is the same, so φ takes every
/// value, and any 2c − 1 steps in a row contain such a run. Hence with all but one worker of a group
/// dead, and that one in time at every step, τ_i ≤ 2c − 2 in it; and τ_i = 0 in a group that is whole
/// and in time. Plainly φ(t) = t would give c − 1 in place of 2c − 2, but then a worker that takes
/// exactly c steps for a task would evaluate one block for ever. With the offsets a worker that
/// skips steps comes to its blocks at random: to all of them in c (1 + 1/2 + … + 1/c) tasks on average
/// where it takes c steps or more for each, however regular it is.
///
/// Late work: with `finish` late results refresh the buffer when they come; with `backlog` too, but
/// of ever older versions where a worker is slower than the steps; with `cancel` they are lost, and a
/// block whose workers are all late keeps its old gradient.
///
/// Example, n = 4, c = 2, u = 0, 1: φ = 0, 1, 1, 0, so at step 1 worker 0 evaluates block 1 and worker
/// 1 block 0. Were worker 1 dead, the versions held of blocks 0 and 1 would be (0, 0), (0, 1), (0, 2),
/// (3, 2) at steps 0 to 3.
public struct PipelinedHybrid: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "pgc-hybrid", "pgc with c copies of each block: stale gradients fill, copies outlive workers",
      [.init("copies", standard: "s + 1", "c, workers that store each block; divides n")]),
    promise: .stale, constraint: "c = s + 1 divides n", load: "1 (step 0: s + 1)",
    waitsFor: "n - s fresh",
    memory: "n",
    use: "as pgc, where workers may also be lost for good",
    warning:
      "its first step costs c blocks a worker; own, so that there is no other program",
    citation: "own: the buffer of pgc behind the placement of fractional repetition (Tandon et al. "
      + "2017)")

  /// n.
  public let workers: Int
  private let copies: Int
  private let awaited: Int
  private let seed: UInt64
  /// By worker and part.
  private let rows: [[[Term]]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let c = try request.copiesInGroups()
    workers = n
    copies = c
    awaited = n - (try request.stragglers())
    seed = request.seed
    rows = (0..<n).map { worker in
      (0..<c).map { part in
        [Term(Self.block(worker: worker, part: part, copies: c), part: part)]
      }
    }
  }

  /// Message `part` is that of block (r + part) mod c of the group.
  public var parts: Int { copies }
  /// A block's newest gradient has a place, whichever worker sent it.
  public var places: Int { workers }
  /// Late tasks are finished, so that no turn is lost.
  public var lateWork: LateWork { .finish }

  /// Row `worker` of the encoding matrix at a step.
  public func terms(worker: Int, step: Int) -> [Term] {
    step == 0 ? rows[worker].flatMap { $0 } : rows[worker][turn(step)]
  }

  /// The state that one run keeps at the parameter server.
  public func makeGather(shares: [Double]) -> any Gather {
    NewestOfBlocks(workers: workers, awaited: awaited)
  }

  /// For the run's summary.
  public var waitsFor: String { "\(awaited) fresh of \(workers) workers, and every block once" }

  /// φ(t).
  func turn(_ step: Int) -> Int {
    var stream = Stream(seed: seed, for: .code, step / copies)
    return (step + stream.below(copies)) % copies
  }

  static func block(worker: Int, part: Int, copies c: Int) -> Int {
    worker / c * c + (worker % c + part) % c
  }
}
