public import Coding
public import Settings

/// Stalest first: copies of the blocks in storage, none in computing, and no more waiting for a slow
/// worker's block than for any other.
///
/// The training set is cut into q blocks a worker, n q in all. Workers stand in groups of c, and a
/// group's workers store the same c q blocks. A task is one block. A worker that is free takes, of its
/// group's blocks, the one with the smallest
///
///   eff(b) = max(version held of b, versions of b that others of the group are evaluating),
///
/// its own q blocks first where several are as old, then the lowest number; where every block is held
/// or under way at the current version it waits for the next model. So neighbors refresh a slow
/// worker's blocks, with nothing known of who is slow, and a lost worker's blocks live on in its group.
/// The parameter server keeps the newest gradient of every block and moves the model after k arrivals,
///
///   ĝ_t = Σ_b g_b(x_{t − τ_b}).
///
/// With q > 1 the model moves several times in a pass over the data. c = 1, q = 1 is `pgc` with
/// `--stop arrivals`, but that nobody waits there.
///
/// Staleness. Let some worker of a group take at most r steps for a task. While a block b waits, each
/// other block of the group is begun by that worker at most once, since a block that is begun is newer
/// than b; so within c q (r + 1) steps somebody begins b. Where that is a slow worker, b is as new as the
/// version it works on, and the same holds again; each of the c − 1 others can hold b once. Hence
/// τ_b ≤ c² q (r + 1) + r, whatever the others do. In a group whose workers are alike τ_b stays near the
/// steps that the group needs for its c q blocks.
///
/// Start. With `start=all` the first step waits until every block has come once. With `start=sgd` the
/// first `passes` passes over the data are stochastic gradient descent: every k arrivals move the model
/// along their own mean alone, while the table fills by itself; then the table takes over.
///
/// With `blocks=auto` the parameter server chooses q and the start's length. Tasks are pieces of 1/Q of a
/// part at first, and halves at every third worker, until it knows which share of a task's time does not
/// shrink with the task (`FinenessProbe`), and for `passes` passes where pieces cost little more. Then
/// the table fills with blocks of the chosen size. Both times every k arrivals move the model along their own mean alone; at q = 1 it waits instead, and a worker
/// with nothing to do repeats a block that its group still lacks. When every block has come, and half of
/// them twice, the table takes over.
///
/// Example, n = 2, c = 2, q = 1, k = 1, worker 1 four times slower: worker 0 takes block 0, then 0 (block 1
/// is under way at version 0), then block 1 as soon as it is the staler one.
public struct PipelinedStalest: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "pgc-stalest", "pgc in which a free worker takes the stalest block of its group",
      [
        .init(
          "copies", standard: "2, or 1 where n is odd",
          "c, workers that store each block; divides n"),
        .init("blocks", standard: "1", "q, blocks a worker; finer tasks; or auto, by measuring"),
        .init(
          "start", standard: "all", "all: the first step waits for every block; sgd: see passes"),
        .init(
          "passes", standard: "2, auto: 0.5", "passes over the data that sgd lasts; auto: in pieces"
        ),
        .init("pieces", standard: "64", "auto: smallest tasks of a worker's part; a power of two"),
        .init("finest", standard: "16", "auto: the largest q, at most half of the pieces"),
      ]),
    promise: .stale, constraint: "copies divides n", load: "1 of n q blocks",
    waitsFor: "n - s of any age",
    memory: "n q",
    use:
      "as pgc, where speeds are very unlike or tasks can be cut finer; needs storage of c blocks a worker",
    warning:
      "a worker must be able to load c blocks; own, so that there is no other program",
    citation: "own: the buffer of pgc behind the placement of fractional repetition (Tandon et al. "
      + "2017); kin: assigned jobs (Koloskova, Stich, Jaggi, NeurIPS 2022), work stealing")

  /// n.
  public let workers: Int
  /// n q.
  public let blocks: Int
  private let copies: Int
  private let blocksAWorker: Int
  private let arrivals: Int
  private let passes: Double
  private let startArrivals: Int
  private let rows: [[Term]]
  /// Where the parameter server chooses q.
  private let pieces: StalestPieces?

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    workers = n
    copies = try request.copiesInGroups(default: n % 2 == 0 ? 2 : 1)
    arrivals = n - (try request.stragglers(default: n / 2))
    let start = try request.choice("start", default: "all", among: ["all", "sgd"])
    pieces = try StalestPieces(request, copies: copies)
    passes = try request.number("passes", default: pieces == nil ? 2 : 0.5, in: 0...1e6)
    if let pieces {
      blocksAWorker = pieces.aWorker
    } else {
      blocksAWorker = try request.integer("blocks", default: 1, in: 1...100_000)
    }
    blocks = n * blocksAWorker
    startArrivals =
      start == "sgd" && pieces == nil ? Int((passes * Double(blocks)).rounded(.up)) : 0
    rows = (0..<blocks).map { [Term($0)] }
  }

  /// A block's newest gradient has a place, whichever worker sent it.
  public var places: Int { pieces.map { $0.blockPlaces + arrivals } ?? blocks }
  /// Places behind those of blocks are for messages of pieces.
  public var blockPlaces: Int { pieces?.blockPlaces ?? blocks }
  /// Late tasks are finished: they refresh their block.
  public var lateWork: LateWork { .finish }

  /// The first of a worker's own blocks; what it really does the gather chooses.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker * blocksAWorker] }

  /// The c q blocks of its group.
  public func placement(of worker: Int) -> [Int] { Array(groupBlocks(of: worker)) }

  private func groupBlocks(of worker: Int) -> Range<Int> {
    let size = copies * blocksAWorker
    let group = worker / copies
    return group * size..<(group + 1) * size
  }

  /// The state that one run keeps at the parameter server.
  public func makeGather(shares: [Double]) -> any Gather {
    if let pieces {
      return SelfTunedStalest(pieces, arrivals: arrivals, passes: passes, shares: shares)
    }
    return StalestFirst(
      StalestBlocks(workers: workers, copies: copies, own: blocksAWorker), arrivals: arrivals,
      startArrivals: startArrivals, shares: shares, rows: rows)
  }

  /// For the run's summary.
  public var waitsFor: String { "\(arrivals) messages of any age, and every block once" }
}
