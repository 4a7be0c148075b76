public import Coding
public import Settings

/// MIFA: rounds with the first n − s workers, and the last result of all others.
///
/// ĝ = Σ_i U_i, where U_i is the last result of worker i that was in time; late ones are dropped. The
/// first round waits for everybody. It is `pgc` with `--late-work cancel`; with `--local-steps` a result
/// is the sum of Q local gradients.
///
/// Example, n = 4, s = 1, a round without worker 1: three results at the current model, one older.
public struct MIFA: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry("mifa", "rounds that fill in the last result of whoever is late, and drop late work"),
    promise: .stale, constraint: "0 ≤ s < n", load: "1", waitsFor: "n - s", memory: "n",
    use: "workers that are away now and then, for any reason",
    warning: "of a worker that is always late it keeps the first gradient for good, and "
      + "the limit depends on the start",
    citation:
      "Gu, Huang, Zhang, Huang, \"Fast Federated Learning in the Presence of Arbitrary Device "
      + "Unavailability\", NeurIPS 2021, arXiv:2106.04159")

  /// n.
  public let workers: Int
  private let needed: Int
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    needed = workers - (try request.stragglers())
    rows = (0..<workers).map { [Term($0)] }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for n − s fresh results.
  public func makeGather(shares: [Double]) -> any Gather {
    Rounds(held: HeldVersions(places: workers), needed: needed)
  }

  /// What a step waits for.
  public var waitsFor: String { "\(needed) of \(workers) workers, and all of them once" }

  struct Rounds: Gather {
    var held: HeldVersions
    let needed: Int
    private var step = 0
    private var fresh = 0

    init(held: HeldVersions, needed: Int) {
      self.held = held
      self.needed = needed
    }

    mutating func open(step: Int, at time: Double) {
      self.step = step
      fresh = 0
    }

    func destination(of arrival: Arrival) -> Destination {
      arrival.version == step ? .keep(arrival.place) : .drop
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      guard arrival.version == step else { return .released }
      held.take(arrival.version, at: arrival.worker)
      fresh += 1
      return fresh >= needed && held.unseen == 0 ? .closes : .counted
    }

    mutating func close(into weights: inout [Weight]) { held.append(to: &weights) }
  }
}
