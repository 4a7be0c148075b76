public import Coding
public import Settings

/// FedBuff: asynchronous SGD that moves the model once K results are there, whosever they are.
///
///   ĝ = (1/K) Σ_{the K results} ∇f_i / √(1 + δ),
///
/// where δ is the number of updates since the result's model was given out. Nobody waits: a worker goes
/// on with the newest model. With `--local-steps` a result is the sum of Q local gradients.
///
/// Example, n = 3, K = 2, seconds 1, 1.7 and 2.9: steps close at 1.7, 2.9, 3.4, 5, 5.8, …
public struct BufferedAsynchronous: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "fedbuff", "asynchronous SGD that buffers K results for each step",
      [
        .init("buffer", standard: "10, at most n", "K, results a step; from 1"),
        .init("discount", standard: "yes", "yes: old results count 1 / √(1 + δ); no: all alike"),
      ]),
    promise: .fastest, constraint: "any n", load: "1", waitsFor: "K of any age", memory: "K",
    usesStragglers: false,
    use: "many workers with blocks that are alike",
    warning: "biased towards fast workers where blocks are unlike",
    citation:
      "Nguyen et al., \"Federated Learning with Buffered Asynchronous Aggregation\", AISTATS "
      + "2022, arXiv:2106.06639, algorithm 1")

  /// n.
  public let workers: Int
  private let buffer: Int
  private let discounts: Bool
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    buffer = try request.integer("buffer", default: min(10, request.workers), in: 1...1_000_000)
    discounts = try request.flag("discount", default: true)
    rows = (0..<workers).map { [Term($0)] }
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// One for each result of a step.
  public var places: Int { buffer }

  /// They hold results of now this, now that block.
  public var blockPlaces: Int { 0 }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Keeps results in the order in which they come.
  public func makeGather(shares: [Double]) -> any Gather {
    Buffer(shares: shares, size: buffer, discounts: discounts)
  }

  /// What a step waits for.
  public var waitsFor: String { "\(buffer) results of any age" }

  struct Buffer: Gather {
    private let shares: [Double]
    private let size: Int
    private let discounts: Bool
    private var weights: [Weight] = []
    private var step = 0

    init(shares: [Double], size: Int, discounts: Bool) {
      self.shares = shares
      self.size = size
      self.discounts = discounts
      weights.reserveCapacity(size)
    }

    mutating func open(step: Int, at time: Double) {
      self.step = step
      weights.removeAll(keepingCapacity: true)
    }

    func destination(of arrival: Arrival) -> Destination { .keep(weights.count) }

    mutating func add(_ arrival: Arrival) -> Verdict {
      let age = discounts ? Double(1 + step - arrival.version).squareRoot() : 1
      weights.append(
        Weight(
          place: weights.count, version: arrival.version,
          1 / (shares[arrival.worker] * Double(size) * age)))
      return weights.count == size ? .closes : .released
    }

    mutating func close(into weights: inout [Weight]) { weights += self.weights }
  }
}
