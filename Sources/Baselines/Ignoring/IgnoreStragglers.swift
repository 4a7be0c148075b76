public import Coding
public import Settings

/// IS-SGD: waits for the first k = n − s results on the current model and does without the rest.
///
/// With J the set that answered, rescaled: ĝ = Σ_{j∈J} g_j / Σ_{j∈J} share_j, an unbiased estimate
/// where every set is equally likely; not rescaled: ĝ = Σ_{j∈J} g_j, a shorter step. Where the same
/// workers are always late it converges to the optimum of the other blocks.
public struct IgnoreStragglers: Scheme {
  public static let description = SchemeDescription(
    Entry(
      "is-sgd", "ignore-straggler SGD: uses the first n - s results and drops the rest",
      [.init("rescale", standard: "yes", "divide by the share of samples that answered")]),
    promise: .unbiased, constraint: "0 ≤ s < n", load: "1", waitsFor: "n - s", memory: "n",
    use: "somebody is late by chance, never always the same",
    warning: "of workers that are always late it never hears: where blocks are unlike it "
      + "goes to the minimum of the others",
    citation: "the avoidstragg baseline of Tandon, Lei, Dimakis, Karampatziakis, ICML 2017")

  public let workers: Int
  private let rows: [[Term]]
  private let awaited: Int
  private let rescaled: Bool

  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    rows = (0..<workers).map { [Term($0)] }
    awaited = workers - (try request.stragglers())
    rescaled = try request.flag("rescale", default: true)
  }

  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  public func makeGather(shares: [Double]) -> any Gather {
    Collecting(awaited, rescaled: rescaled, shares: shares)
  }

  public var waitsFor: String { "\(awaited) of \(workers) workers" }

  struct Collecting: CountingGather {
    var responders: FirstResponders
    private let rescaled: Bool
    private let shares: [Double]

    init(_ needed: Int, rescaled: Bool, shares: [Double]) {
      responders = FirstResponders(needed)
      self.rescaled = rescaled
      self.shares = shares
    }

    mutating func close(into weights: inout [Weight]) {
      // All shares sum to 1 but for rounding; dividing by that would spoil uncoded's bits.
      let whole = !rescaled || responders.workers.count == shares.count
      let present = whole ? 1 : responders.sorted.reduce(0) { $0 + shares[$1] }
      for worker in responders.workers {
        weights.append(Weight(place: worker, version: responders.step, 1 / present))
      }
    }
  }
}
