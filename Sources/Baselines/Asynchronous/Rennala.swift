public import Coding
public import Settings

/// Rennala SGD: all workers evaluate the same model again and again until enough results are there.
///
/// In a step every worker that has answered evaluates the same model once more, with other samples where
/// blocks are minibatches. The step closes when the results of all workers together, B_1 + … + B_n, are
/// S (strictly: more than S), drops what is running, and moves the model along
///
///   ĝ = Σ_i Σ_b g_{i,b} / Σ_i B_i.
///
/// Fast workers count more often, which costs nothing where blocks are alike and biases the limit where
/// they are not.
///
/// Example, n = 3, S = 3, seconds 1, 1.7 and 2.9: every step takes 2 s, with two results of worker 0 and
/// one of worker 1.
public struct Rennala: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "rennala", "asynchronous minibatch: a step takes S results on one model, whosever they are",
      [
        .init("batch", standard: "n", "S, results a step; from 1"),
        .init("strict", standard: "no", "yes: more than S, as in the paper; no: S, as in programs"),
      ]),
    promise: .fastest, constraint: "any n", load: "1, again and again", waitsFor: "S results",
    memory: "n", usesStragglers: false, use: "minibatches of blocks that are alike",
    warning: "biased where blocks are unlike: a slow worker may never count",
    citation: "Tyurin, Richtárik, \"Optimal Time Complexities of Parallel Stochastic Optimization "
      + "Methods Under a Fixed Computation Model\", NeurIPS 2023, arXiv:2305.12387")

  /// n.
  public let workers: Int
  private let needed: Int
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    let batch = try request.integer("batch", default: request.workers, in: 1...1_000_000_000)
    needed = batch + (try request.flag("strict", default: false) ? 1 : 0)
    rows = (0..<workers).map { [Term($0)] }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Adds up what each worker sends, until there is enough.
  public func makeGather(shares: [Double]) -> any Gather { Sums(shares: shares, needed: needed) }

  /// What a step waits for.
  public var waitsFor: String { "\(needed) results on one model from \(workers) workers" }

  struct Sums: Gather {
    private let shares: [Double]
    private let needed: Int
    private var step = 0
    private var results = 0
    /// B_i.
    private var counts: [Int]

    init(shares: [Double], needed: Int) {
      self.shares = shares
      self.needed = needed
      counts = Array(repeating: 0, count: shares.count)
    }

    mutating func open(step: Int, at time: Double) {
      self.step = step
      results = 0
      for worker in counts.indices { counts[worker] = 0 }
    }

    func destination(of arrival: Arrival) -> Destination {
      guard arrival.version == step else { return .drop }
      return counts[arrival.worker] == 0 ? .keep(arrival.place) : .add(arrival.place)
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      guard arrival.version == step else { return .released }
      counts[arrival.worker] += 1
      results += 1
      return results >= needed ? .closes : .released
    }

    mutating func close(into weights: inout [Weight]) {
      for worker in counts.indices where counts[worker] > 0 {
        weights.append(
          Weight(place: worker, version: step, 1 / (shares[worker] * Double(results))))
      }
    }
  }
}
