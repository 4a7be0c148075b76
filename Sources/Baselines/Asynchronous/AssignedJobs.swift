public import Coding
import Randomness
public import Settings

/// Asynchronous SGD with assigned jobs: every update makes one new job, for a worker that is drawn.
///
/// A job is a block's gradient at the model of its making. It waits in line at its worker, first come
/// first served, so all blocks are used equally often, whoever is fast: there is no bias of speed, but
/// slow workers pile up jobs, whose models become old. A worker is drawn with equal chances (`random`),
/// or n updates go to the workers in a fresh random order (`shuffled`).
///
/// Jobs of a lost worker go to others, drawn in the same way. The parameter server keeps every model
/// since that of the oldest job.
///
/// Example, n = 3, seconds 1, 1.7 and 2.9, drawn 2, 0, 1, 1, …: steps close at 1, 1.7, 2.7, 2.9, 4.4, …
public struct AssignedJobs: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "assigned-asgd", "asynchronous SGD with a queue of jobs a worker, all blocks equally often",
      [.init("order", standard: "shuffled", "random: each worker by chance; shuffled: all in turn")]
    ),
    promise: .nearlyStale, constraint: "any n", load: "1", waitsFor: "1 of any age",
    memory: "n, and models as old as the oldest job", usesStragglers: false,
    use: "blocks are unlike, and speeds differ little",
    warning:
      "AsGrad's program evaluates the block of the worker that has just finished, not of the "
      + "one that was drawn, so its curves keep the bias of speed",
    citation: "Koloskova, Stich, Jaggi, NeurIPS 2022, arXiv:2206.08307, algorithm 2; shuffled: "
      + "Islamov, Safaryan, Alistarh, \"AsGrad\", AISTATS 2024, arXiv:2310.20452")

  /// n.
  public let workers: Int
  private let draws: JobDraws
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let isRandom =
      try request.choice("order", default: "shuffled", among: ["random", "shuffled"]) == "random"
    self.init(
      workers: request.workers,
      draws: isRandom ? .random(seed: request.seed) : .shuffled(seed: request.seed))
  }

  init(workers: Int, draws: JobDraws) {
    self.workers = workers
    self.draws = draws
    rows = (0..<workers).map { [Term($0)] }
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Closes a step with each result, and makes a job.
  public func makeGather(shares: [Double]) -> any Gather { Lines(shares: shares, draws: draws) }

  /// What a step waits for.
  public var waitsFor: String { "one result of any age" }

  struct Lines: Gather {
    private let shares: [Double]
    private let draws: JobDraws
    private var isHere: [Bool]
    /// Models of the jobs that wait, oldest first.
    private var waiting: [[Int]]
    /// The model of the job that a worker is at.
    private var running: [Int?]
    /// Jobs for which no worker is there.
    private var homeless: [Int] = []
    private var made = 0
    private var hasBegun = false
    private var used = Weight(place: 0, version: 0, 0)

    init(shares: [Double], draws: JobDraws) {
      self.shares = shares
      self.draws = draws
      isHere = Array(repeating: true, count: shares.count)
      waiting = Array(repeating: [], count: shares.count)
      running = Array(repeating: nil, count: shares.count)
    }

    mutating func open(step: Int, at time: Double) {
      guard !hasBegun else { return assign(step) }
      hasBegun = true
      for worker in waiting.indices { waiting[worker].append(step) }
    }

    private mutating func assign(_ version: Int) {
      guard isHere.contains(true) else { return homeless.append(version) }
      while true {
        let worker = draws.worker(made, of: isHere.count)
        made += 1
        // Jobs that were handed over from a lost worker are older than those that wait.
        guard isHere[worker] else { continue }
        waiting[worker].append(version)
        if waiting[worker].count > 1 { waiting[worker].sort() }
        return
      }
    }

    mutating func choice(for worker: Int, version: Int) -> Choice {
      guard let first = waiting[worker].first else { return .wait }
      waiting[worker].removeFirst()
      running[worker] = first
      return .model(first)
    }

    var oldestVersion: Int? {
      var oldest: Int?
      for worker in waiting.indices {
        for version in [waiting[worker].first, running[worker]] {
          if let version { oldest = min(oldest ?? version, version) }
        }
      }
      return (homeless + [oldest].compactMap(\.self)).min()
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      if running[arrival.worker] == arrival.version { running[arrival.worker] = nil }
      used = Weight(
        place: arrival.place, version: arrival.version, 1 / shares[arrival.worker])
      return .closes
    }

    mutating func lost(_ worker: Int) -> Verdict {
      isHere[worker] = false
      let jobs = [running[worker]].compactMap(\.self) + waiting[worker]
      running[worker] = nil
      waiting[worker] = []
      for job in jobs { assign(job) }
      return .counted
    }

    var summoned: [Int] { waiting.indices.filter { !waiting[$0].isEmpty } }

    mutating func joined(_ worker: Int) {
      isHere[worker] = true
      waiting[worker] += homeless
      homeless = []
    }

    mutating func close(into weights: inout [Weight]) { weights.append(used) }
  }
}

/// Which worker the next job is for.
enum JobDraws: Sendable {
  case random(seed: UInt64)
  case shuffled(seed: UInt64)
  /// The workers of a list, again and again.
  case given([Int])

  /// The worker of draw number `index` among n.
  func worker(_ index: Int, of n: Int) -> Int {
    switch self {
    case .given(let list): return list[index % list.count]
    case .random(let seed):
      var stream = Stream(seed: seed, for: .assignment, index)
      return stream.below(n)
    case .shuffled(let seed):
      var stream = Stream(seed: seed, for: .assignment, index / n)
      return stream.permutation(n)[index % n]
    }
  }
}
