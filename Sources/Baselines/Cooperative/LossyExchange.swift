import Coding
import Randomness
import Settings

/// Clients that send each other their gradients, add up what arrives, and send the sum on, over links that lose.
///
/// Client i sends up Σ_j B_ij g_j over itself and those of its s neighbors whose gradients have arrived, for a
/// cyclic code B. What arrives is drawn for each attempt from a stream of its own, keyed by step, attempt and client, so
/// that all schemes of one seed see the same losses. Gradients are the same in all attempts of a step.
struct LossyExchange: Sendable {
  /// n.
  let clients: Int
  /// s.
  let tolerated: Int
  /// Attempts a step.
  let attempts: Int
  /// B.
  let matrix: EncodingMatrix
  /// The chance of what client i is sent by a neighbor to arrive, by i.
  private let links: [Double]
  /// The chance of what client i sends up to arrive, by i.
  private let uplinks: [Double]
  private let seed: UInt64

  /// For `--set`.
  static let settings: [Entry.Parameter] = [
    .init(
      "link", standard: "0.9",
      "the chance that a gradient reaches a neighbor; one, or by receiver, joined by +"),
    .init("uplink", standard: "0.9", "the chance that a sum reaches the server; one, or by client"),
    .init("attempts", standard: "1", "times that a step tries anew, with the same gradients"),
  ]

  init(_ request: SchemeRequest) throws(ConfigurationError) {
    clients = request.workers
    tolerated = try request.stragglers()
    attempts = try request.integer("attempts", default: 1, in: 1...64)
    let usual = Array(repeating: 0.9, count: request.workers)
    links = try request.numbersOfWorkers("link", in: 0...1) ?? usual
    uplinks = try request.numbersOfWorkers("uplink", in: 0...1) ?? usual
    seed = request.seed
    matrix =
      try CyclicRepetition(
        SchemeRequest(
          request.name, workers: request.workers, stragglers: tolerated, seed: request.seed)
      ).matrix
  }

  /// The clients whose gradients go into the sum of one where nothing is lost; itself first.
  func members(of client: Int) -> [Int] { (0...tolerated).map { (client + $0) % clients } }

  /// What happens to a client's sum.
  struct Fate: Equatable {
    /// Whether it reaches the parameter server.
    var isUp: Bool
    /// Whose gradients are in it; the client's own always is.
    var members: [Int]
  }

  /// What is drawn for a client in an attempt.
  func fate(of client: Int, step: Int, attempt: Int) -> Fate {
    var stream = Stream(seed: seed, for: .link, step | attempt << 32, client)
    let isUp = stream.uniform() < uplinks[client]
    let members = members(of: client).enumerated().filter { place, _ in
      place == 0 || stream.uniform() < links[client]
    }
    return Fate(isUp: isUp, members: members.map(\.element))
  }

  /// Whether nothing of a client's sum was lost on the way to it.
  func isComplete(_ client: Int, step: Int, attempt: Int) -> Bool {
    fate(of: client, step: step, attempt: attempt).members.count == tolerated + 1
  }

  /// A message an attempt: what has arrived, by the client's row.
  func terms(of client: Int, step: Int) -> [Term] {
    (0..<attempts).flatMap { attempt in
      fate(of: client, step: step, attempt: attempt).members.map {
        Term($0, matrix[client, $0], part: attempt)
      }
    }
  }

  /// The coefficients of a message.
  func row(of client: Int, step: Int, attempt: Int) -> [Double] {
    var row = Array(repeating: 0.0, count: clients)
    for member in fate(of: client, step: step, attempt: attempt).members {
      row[member] = matrix[client, member]
    }
    return row
  }
}
