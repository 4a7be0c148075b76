public import Coding
public import Settings

/// IA²SGD: a table of the last gradient of every block, and a step with each result.
///
/// Worker i evaluates block i. The parameter server replaces its gradient in the table and moves the
/// model along Σ_i g_i of the whole table; the worker goes on with the newest model. No block counts
/// more for being fast, so the limit is exact. The first step waits until every block has come once.
/// Known also as DuDe-ASGD and ACE, and the `pgc` with one arrival a step in which nobody waits.
///
/// Example, n = 3, seconds 1, 1.7 and 2.9: steps close at 2.9, 3, 3.4, 4, 5, 5.1, 5.8, …
public struct IncrementalAggregated: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "ia2sgd", "asynchronous table of gradients: a step with each result, no bias",
      [
        .init(
          "start", standard: "all",
          "all: the first step waits for every block; any: blocks that have not come are left out")
      ]),
    promise: .stale, constraint: "any n", load: "1", waitsFor: "1 of any age", memory: "n",
    usesStragglers: false,
    use: "blocks are unlike, workers of any speed, and blocks are whole",
    warning: "in the authors' program a step is n results, after a start that waits for all",
    citation: "Wang, Sun, et al., \"Dual-Delayed Asynchronous SGD for Arbitrarily Heterogeneous "
      + "Data\", arXiv:2405.16966; kin: IAG (Blatt, Hero, Gauchman 2007)")

  /// n.
  public let workers: Int
  private let startsWithAll: Bool
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    startsWithAll = try request.choice("start", default: "all", among: ["all", "any"]) == "all"
    rows = (0..<workers).map { [Term($0)] }
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Closes a step with each result, once every block is there.
  public func makeGather(shares: [Double]) -> any Gather {
    Table(workers: workers, startsWithAll: startsWithAll)
  }

  /// What a step waits for.
  public var waitsFor: String {
    "one result of any age" + (startsWithAll ? ", and every block once" : "")
  }

  struct Table: Gather {
    private let startsWithAll: Bool
    private var held: HeldVersions

    init(workers: Int, startsWithAll: Bool) {
      self.startsWithAll = startsWithAll
      held = HeldVersions(places: workers)
    }

    mutating func open(step: Int, at time: Double) {}

    mutating func add(_ arrival: Arrival) -> Verdict {
      held.take(arrival.version, at: arrival.worker)
      return held.unseen == 0 || !startsWithAll ? .closes : .released
    }

    mutating func close(into weights: inout [Weight]) { held.append(to: &weights) }
  }
}
