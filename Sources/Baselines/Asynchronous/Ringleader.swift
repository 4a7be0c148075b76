public import Coding
public import Settings

/// Ringleader ASGD: a table of gradients in rounds of n updates, one for each worker.
///
/// A round first collects until every worker has answered once. Then each worker's next result moves the
/// model along Σ_i g_i / b_i, the means of what the table has of each block, and gives its worker the
/// newest model; a worker that has had its update already sends into the table of the next round. So no
/// result is thrown away, no worker waits, every block counts alike, and no result is more than 2n − 2
/// updates old.
///
/// Two variants are known. With `model=last-given`, as in the paper, a worker goes on with the model that
/// it was given at its last update; with `model=newest`, as in the authors' program, with the server's.
///
/// A worker that is lost is not waited for; its last gradients stay in the table.
///
/// Example, n = 3, seconds 1, 1.7 and 2.9: steps close at 2.9, 3, 3.4, 5.8, 6, 6.8, …, with b = (2, 1, 1),
/// (3, 1, 1) and (3, 2, 1) in each round.
public struct Ringleader: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "ringleader", "asynchronous table of gradients in rounds, an update for each worker",
      [
        .init(
          "model", standard: "last-given",
          "what a worker goes on with: last-given, as in the paper, or newest, as in the program")
      ]),
    promise: .stale, constraint: "any n", load: "1", waitsFor: "1 of any age, and all once a round",
    memory: "2 n, and models of 2 n updates", usesStragglers: false,
    use: "blocks are unlike, workers of any speed, and minibatches are noisy",
    warning:
      "the authors' program restarts workers on the newest model, the paper does not: the same "
      + "first round, then other numbers; phase 1 never ends there if a worker dies",
    citation: "Maranjyan, Richtárik, \"Ringleader ASGD\", ICLR 2026, arXiv:2509.22860")

  /// n.
  public let workers: Int
  private let servesNewest: Bool
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    servesNewest =
      try request.choice("model", default: "last-given", among: ["last-given", "newest"])
      == "newest"
    rows = (0..<workers).map { [Term($0)] }
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// A table and the one of the next round.
  public var places: Int { 2 * workers }
  /// A block is now in this one, now in that.
  public var blockPlaces: Int { 0 }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// The rounds.
  public func makeGather(shares: [Double]) -> any Gather {
    RingleaderRounds(workers: workers, servesNewest: servesNewest)
  }

  /// What a step waits for.
  public var waitsFor: String { "all \(workers) workers once a round" }
}
