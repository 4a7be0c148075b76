public import Coding
public import Settings

/// CA2FL: FedBuff whose results are counted against the last one of their worker.
///
///   ĝ = (1/K) Σ_{the K results} (∇f_i − h_i) + (1/n) Σ_i h_i,   then h_i ← ∇f_i,
///
/// where h_i is what worker i sent last, zero before its first result; a second result of a worker in the
/// same step is counted against its first. At the minimum the first sum is
/// zero, so that fast workers do not count more. With `--local-steps` a result is the sum of Q local
/// gradients.
///
/// Example, n = 3, K = 2, seconds 1, 1.7 and 2.9: steps close at 1.7, 2.9, 3.4, 5, 5.8, …
public struct CachedBuffer: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "ca2fl", "buffered asynchronous SGD, calibrated by the last result of every worker",
      [.init("buffer", standard: "10, at most n", "K, results a step; from 1")]),
    promise: .stale, constraint: "any n", load: "1", waitsFor: "K of any age", memory: "2 n",
    usesStragglers: false,
    use: "as fedbuff, where blocks are unlike",
    warning:
      "it keeps a second vector for every worker; what its authors' program does "
      + "otherwise is not known",
    citation:
      "Wang, Cao, Wu, Chen, Chen, \"Tackling the Data Heterogeneity in Asynchronous Federated "
      + "Learning with Cached Update Calibration\", ICLR 2024")

  /// n.
  public let workers: Int
  private let buffer: Int
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    buffer = try request.integer("buffer", default: min(10, request.workers), in: 1...1_000_000)
    rows = (0..<workers).map { [Term($0)] }
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// The last result of every worker, and the one of the open step.
  public var places: Int { 2 * workers }
  /// A block is now in this one, now in that.
  public var blockPlaces: Int { 0 }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Keeps results where there is room.
  public func makeGather(shares: [Double]) -> any Gather {
    Cache(shares: shares, size: buffer)
  }

  /// What a step waits for.
  public var waitsFor: String { "\(buffer) results of any age" }

  struct Cache: Gather {
    private let shares: [Double]
    private let size: Int
    /// The half in which h_i is; the other takes what comes.
    private var half: [Int]
    /// Versions of what is in both; −1 where there is nothing.
    private var cached: [Int]
    private var fresh: [Int]
    private var count = 0

    init(shares: [Double], size: Int) {
      self.shares = shares
      self.size = size
      half = Array(repeating: 0, count: shares.count)
      cached = Array(repeating: -1, count: shares.count)
      fresh = Array(repeating: -1, count: shares.count)
    }

    mutating func open(step: Int, at time: Double) {
      count = 0
      for worker in fresh.indices where fresh[worker] >= 0 {
        half[worker] = 1 - half[worker]
        cached[worker] = fresh[worker]
        fresh[worker] = -1
      }
    }

    private func place(_ worker: Int, fresh: Bool) -> Int {
      (fresh ? 1 - half[worker] : half[worker]) * half.count + worker
    }

    // A worker's second result of a step is counted against its first: only the newest is left.
    func destination(of arrival: Arrival) -> Destination {
      .keep(place(arrival.worker, fresh: true))
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      fresh[arrival.worker] = arrival.version
      count += 1
      return count == size ? .closes : .released
    }

    mutating func close(into weights: inout [Weight]) {
      for worker in half.indices {
        let each = 1 / (shares[worker] * Double(size))
        if fresh[worker] >= 0 {
          weights.append(
            Weight(place: place(worker, fresh: true), version: fresh[worker], each))
        }
        let old = fresh[worker] >= 0 ? 1 - each : 1
        if cached[worker] >= 0, old != 0 {
          weights.append(
            Weight(place: place(worker, fresh: false), version: cached[worker], old))
        }
      }
    }
  }
}
