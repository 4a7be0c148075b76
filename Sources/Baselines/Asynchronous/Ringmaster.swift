public import Coding
public import Settings

/// Ringmaster ASGD: asynchronous SGD that uses no gradient of R or more steps ago.
///
/// Every result moves the model at once, x ← x − η g_i, and its worker goes on with the newest model. A
/// result whose model is δ ≥ R updates old is ignored. Algorithm 4 lets such a task run to its end;
/// algorithm 5 stops it as soon as δ reaches R and restarts its worker on the newest model. R = 1 is SGD
/// on the fastest worker, a large R plain asynchronous SGD.
///
/// It is made for blocks that are alike: workers that answer more often count more, so with unlike
/// blocks the limit is biased towards the fast ones.
///
/// Example, n = 2, R = 1, seconds 1 and 3: worker 0 makes every step, worker 1 none.
public struct Ringmaster: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "ringmaster", "asynchronous SGD that ignores, or stops, what is too old",
      [
        .init("threshold", standard: "n", "R, updates from which on a result is too old; from 1"),
        .init("algorithm", standard: "5", "5 stops tasks that have become too old; 4 ignores them"),
      ]),
    promise: .fastest, constraint: "any n", load: "1", waitsFor: "1 of any age below R",
    memory: "n", usesStragglers: false, use: "blocks are alike, and some workers are very slow",
    warning: "algorithms 4 and 5 of the paper differ: say which",
    citation: "Maranjyan, Tyurin, Richtárik, \"Ringmaster ASGD\", ICML 2025, arXiv:2501.16168, "
      + "algorithms 4 and 5")

  /// n.
  public let workers: Int
  private let threshold: Int
  private let stops: Bool
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    threshold = try request.integer(
      "threshold", default: request.workers, in: 1...Int(Int32.max))
    stops = try request.choice("algorithm", default: "5", among: ["4", "5"]) == "5"
    rows = (0..<workers).map { [Term($0)] }
  }

  /// Nothing is overtaken but by the rule of algorithm 5.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Closes a step with each result that is not too old.
  public func makeGather(shares: [Double]) -> any Gather {
    Newest(shares: shares, threshold: threshold, stops: stops)
  }

  /// What a step waits for.
  public var waitsFor: String { "one result less than \(threshold) steps old" }

  struct Newest: Gather {
    let shares: [Double]
    let threshold: Int
    let stops: Bool
    private var step = 0
    private var used = Weight(place: 0, version: 0, 0)

    init(shares: [Double], threshold: Int, stops: Bool) {
      self.shares = shares
      self.threshold = threshold
      self.stops = stops
    }

    private func isTooOld(_ version: Int) -> Bool { step - version >= threshold }

    mutating func open(step: Int, at time: Double) { self.step = step }

    func drops(_ version: Int, of worker: Int) -> Bool { stops && isTooOld(version) }

    func destination(of arrival: Arrival) -> Destination {
      isTooOld(arrival.version) ? .drop : .keep(arrival.place)
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      guard !isTooOld(arrival.version) else { return .released }
      // A block's share of the mean, made the gradient of the block.
      used = Weight(
        place: arrival.worker, version: arrival.version, 1 / shares[arrival.worker])
      return .closes
    }

    mutating func close(into weights: inout [Weight]) { weights.append(used) }
  }
}
