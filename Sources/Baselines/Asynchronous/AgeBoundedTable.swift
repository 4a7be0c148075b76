public import Coding
public import Settings

/// ACED: the table of IA²SGD, of which only what is young enough is used.
///
/// A step with each result, once every block has come, along the mean gradient of the blocks whose entry
/// is at most τ updates old. So it forgets workers that are gone, and it pays with a bias: blocks of
/// slow workers are left out, and never come back where they are always late.
///
/// Example, n = 3, τ = 2, seconds 1, 1.7 and 2.9: from the fourth step on mostly block 0 alone is used.
public struct AgeBoundedTable: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "aced", "asynchronous table of gradients that leaves out what is too old",
      [.init("age", standard: "2 n", "τ, updates up to which an entry is used; from 0")]),
    promise: .nearlyStale, constraint: "any n", load: "1", waitsFor: "1 of age τ or less",
    memory: "n", usesStragglers: false,
    use: "as ia2sgd, where workers leave for good",
    warning:
      "biased wherever a worker is always more than τ updates late; the authors' program makes "
      + "one step of n arrivals",
    citation: "\"ACE\", arXiv:2511.19066, 2025, the variant ACED")

  /// n.
  public let workers: Int
  private let age: Int
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    age = try request.integer("age", default: 2 * request.workers, in: 0...Int(Int32.max))
    rows = (0..<workers).map { [Term($0)] }
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Closes a step with each result, where something is young enough.
  public func makeGather(shares: [Double]) -> any Gather { Young(shares: shares, age: age) }

  /// What a step waits for.
  public var waitsFor: String { "one result, every block once, and one at most \(age) steps old" }

  struct Young: Gather {
    private let shares: [Double]
    private let age: Int
    private var held: HeldVersions
    private var step = 0

    init(shares: [Double], age: Int) {
      self.shares = shares
      self.age = age
      held = HeldVersions(places: shares.count)
    }

    private func isYoung(_ place: Int) -> Bool { held[place] >= 0 && step - held[place] <= age }

    mutating func open(step: Int, at time: Double) { self.step = step }

    mutating func add(_ arrival: Arrival) -> Verdict {
      held.take(arrival.version, at: arrival.worker)
      return held.unseen == 0 && held.places.contains(where: isYoung) ? .closes : .released
    }

    mutating func close(into weights: inout [Weight]) {
      let present = held.places.reduce(0) { isYoung($1) ? $0 + shares[$1] : $0 }
      for place in held.places where isYoung(place) {
        weights.append(Weight(place: place, version: held[place], 1 / present))
      }
    }
  }
}
