public import Coding
import Glibc
public import Settings

/// THROTTLE: asynchronous SGD in rounds, in which the repeats of fast workers count less and less.
///
/// Every result moves the model at once, and its worker goes on with the newest. The first result of a worker in a
/// round has the weight 1/n, its c-th repeat 1/q^c: x ← x − η w ∇f_i. When all workers have sent, the
/// round ends: what is running is dropped, and everybody begins anew on the newest model.
///
/// The definition could be read only in part. As it is written, a first repeat weighs 1/q, which is more
/// than 1/n wherever q < n: with q = 2 the worker that answers twice counts n/2 + 1 times as much as one that
/// answers once. `repeats=scaled` is another reading, in which repeats weigh 1/(n q^c).
///
/// Example, n = 3, q = 2, seconds 1, 1.7 and 2.9: weights 1/3, 1/3, 1/2 and 1/3 at 1, 1.7, 2 and 2.9 s, where
/// the round ends and worker 1 drops what it would send at 3.4 s.
public struct Throttle: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "throttle", "asynchronous SGD in rounds, in which repeats of fast workers count less",
      [
        .init("base", standard: "2", "q: the c-th repeat of a worker weighs 1 / q^c; from 1"),
        .init(
          "repeats", standard: "as-written",
          "as-written: 1 / q^c beside 1 / n; scaled: 1 / (n q^c), another reading"),
      ]),
    promise: .fastest, constraint: "any n", load: "1", waitsFor: "1, and all once a round",
    memory: "n", usesStragglers: false,
    use: "blocks are not very unlike, and workers differ in speed by a large factor",
    warning:
      "we could read its definition only in part: as written, first repeats weigh 1 / q, more than the "
      + "1 / n of first results, so that fast workers count more and not less where q < n; no public program is known",
    citation: "Otsuka, Meyer, Takezawa, Koloskova, Yamada, \"THROTTLE\", 2026")

  /// n.
  public let workers: Int
  private let base: Double
  private let isScaled: Bool
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    base = try request.number("base", default: 2, in: 1...1e300)
    isScaled =
      try request.choice("repeats", default: "as-written", among: ["as-written", "scaled"])
      == "scaled"
    rows = (0..<workers).map { [Term($0)] }
  }

  /// Nothing is overtaken but at the end of a round.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Closes a step with each result, and drops all tasks where a round ends.
  public func makeGather(shares: [Double]) -> any Gather {
    Rounds(shares: shares, base: base, ofRepeats: isScaled ? 1 / Double(workers) : 1)
  }

  /// What a step waits for.
  public var waitsFor: String { "one result; a round ends when all \(workers) workers have sent" }

  struct Rounds: Gather {
    private let shares: [Double]
    private let base: Double
    private let factorOfRepeats: Double
    private var step = 0
    /// The first version of the open round.
    private var firstVersion = 0
    /// Results in this round.
    private var counts: [Int]
    private var isHere: [Bool]
    private var used = Weight(place: 0, version: 0, 0)

    init(shares: [Double], base: Double, ofRepeats factor: Double) {
      self.shares = shares
      self.base = base
      factorOfRepeats = factor
      counts = Array(repeating: 0, count: shares.count)
      isHere = Array(repeating: true, count: shares.count)
    }

    mutating func open(step: Int, at time: Double) {
      self.step = step
      // A round without the lost ones: it would never end.
      guard counts.indices.allSatisfy({ counts[$0] > 0 || !isHere[$0] }) else { return }
      firstVersion = step
      for worker in counts.indices { counts[worker] = 0 }
    }

    func drops(_ version: Int, of worker: Int) -> Bool { version < firstVersion }

    func destination(of arrival: Arrival) -> Destination {
      arrival.version < firstVersion ? .drop : .keep(arrival.place)
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      guard arrival.version >= firstVersion else { return .released }
      let worker = arrival.worker
      let weight =
        counts[worker] == 0
        ? 1 / Double(counts.count) : factorOfRepeats * pow(base, -Double(counts[worker]))
      counts[worker] += 1
      // A block's share of the mean, made the gradient of the block.
      used = Weight(place: arrival.place, version: arrival.version, weight / shares[worker])
      return .closes
    }

    mutating func lost(_ worker: Int) -> Verdict {
      isHere[worker] = false
      return .counted
    }

    mutating func joined(_ worker: Int) { isHere[worker] = true }

    mutating func close(into weights: inout [Weight]) { weights.append(used) }
  }
}
