public import Coding
public import Settings

/// ErasureHead, the approximate gradient code (AGC): a fractional repetition code of which only the
/// first r = n − s results are used.
///
/// Groups of c workers evaluate the same c blocks. A step closes with the r-th result, or as soon as
/// every group has answered. With Y_q = 1 where group q did:
///
///   ĝ = Σ_q Y_q g[q],   E[Y_q] = 1 − p,   p = C(n − c, r) / C(n, r),
///
/// for r results of which every set is equally likely. As published ĝ is used as it is, which is a
/// gradient shorter by 1 − p; `unbiased` divides by 1 − p, as the paper's theory does, also in the
/// lucky steps with every group.
///
/// Example, n = 4, c = 2, r = 2: p = 1/6. Results of {0, 1} give half of the gradient, {0, 2} all.
public struct ErasureHead: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "agc", "approximate gradient code (ErasureHead): fractional repetition, first n - s results",
      [
        .init("copies", standard: "2", "c, workers that hold each block, and blocks a worker"),
        .init("scaling", standard: "original", "original, or unbiased: divided by 1 - p"),
      ]),
    promise: .approximate, constraint: "copies divides n, 0 ≤ s < n", load: "copies",
    waitsFor: "n - s, or one of each of n / copies groups", memory: "n",
    use: "as frc, where a missing group now and then will do",
    warning: "the authors' program never divides by the share that it got, draws the same "
      + "delays for every seed, and reports times as if late work were cancelled",
    citation: "Wang, Charles, Papailiopoulos, \"ErasureHead: Distributed Gradient Descent without "
      + "Delays Using Approximate Gradient Coding\", 2019, Algorithm 1")

  /// n.
  public let workers: Int
  /// 1 − p, the mean share of the gradient in the first n − s results.
  public let recovery: Double
  private let copies: Int
  private let awaited: Int
  private let unbiased: Bool
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let c = try request.copiesInGroups(default: 2)
    let r = n - (try request.stragglers())
    let scaling = try request.choice(
      "scaling", default: "original", among: ["original", "unbiased"])
    workers = n
    copies = c
    awaited = r
    unbiased = scaling == "unbiased"
    recovery =
      1 - (0..<r).reduce(1.0) { $0 * Double(max(0, n - c - $1)) / Double(n - $1) }
    rows = (0..<n / c).map { group in (0..<c).map { Term(group * c + $0) } }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker / copies] }

  /// Takes the first result of each group.
  public func makeGather(shares: [Double]) -> any Gather {
    FirstGroups(
      groups: workers / copies, size: copies, results: awaited, weight: unbiased ? 1 / recovery : 1)
  }

  /// What a step waits for.
  public var waitsFor: String {
    "\(awaited) of \(workers) workers, or one of each of \(workers / copies) groups of \(copies)"
  }

  /// Takes the first of each group among the first results.
  struct FirstGroups: Gather {
    private let size: Int
    private let weight: Double
    private var responders: FirstResponders
    private var first: [Int?]
    private var missing = 0

    init(groups: Int, size: Int, results: Int, weight: Double) {
      self.size = size
      self.weight = weight
      responders = FirstResponders(results)
      first = Array(repeating: nil, count: groups)
    }

    mutating func open(step: Int, at time: Double) {
      responders.open(step: step)
      missing = first.count
      for group in first.indices { first[group] = nil }
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      let verdict = responders.add(arrival)
      if case .released = verdict { return verdict }
      if first[arrival.worker / size] == nil {
        first[arrival.worker / size] = arrival.worker
        missing -= 1
      }
      return missing == 0 ? .closes : verdict
    }

    mutating func close(into weights: inout [Weight]) {
      for case let worker? in first {
        weights.append(Weight(place: worker, version: responders.step, weight))
      }
    }
  }
}
