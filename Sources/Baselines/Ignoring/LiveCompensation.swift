public import Coding
public import Settings

/// Live gradient compensation: who is late is taken along one step later.
///
///   ĝ_t = Σ_{i in time at t} g_i(x_t) + Σ_{i late at t − 1, come at t} g_i(x_{t−1}).
///
/// A late worker finishes, and its result is added in the step after its own, where it comes in that step;
/// older ones are dropped. So no result counts twice, and one that is less than a step late counts once.
/// It is the oldest kin of `pgc`, without the buffer: what is later still is lost.
///
/// Example, n = 3, s = 1, seconds 1, 1.1, 1.5: every step takes 1.1 s but for worker 2, whose result of
/// step 0 comes in step 1, beside g_0(x_1) and g_1(x_1).
public struct LiveCompensation: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry("lgc", "live gradient compensation: late results count in the step after their own"),
    promise: .nearlyStale, constraint: "0 ≤ s < n", load: "1", waitsFor: "n - s", memory: "2 n",
    use: "workers are late by less than a step",
    warning:
      "who is late by more than a step is lost; the paper cuts batches finer, so that part of a "
      + "late worker's result is there in time",
    citation: "Xu, Huang, Song, Lan, \"Live Gradient Compensation for Evading Stragglers in "
      + "Distributed Learning\", INFOCOM 2021")

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

  /// A late result may stand beside the worker's fresh one.
  public var places: Int { 2 * workers }
  /// None holds the same worker's result at all times.
  public var blockPlaces: Int { 0 }
  /// Late work is what it is about.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for n − s fresh results, and takes along what is one step late.
  public func makeGather(shares: [Double]) -> any Gather {
    Compensated(workers: workers, needed: needed)
  }

  /// What a step waits for.
  public var waitsFor: String { "\(needed) of \(workers) workers" }

  struct Compensated: Gather {
    private let workers: Int
    private let needed: Int
    private var step = 0
    private var fresh: [Int] = []
    private var late: [Int] = []

    init(workers: Int, needed: Int) {
      self.workers = workers
      self.needed = needed
    }

    mutating func open(step: Int, at time: Double) {
      self.step = step
      fresh.removeAll(keepingCapacity: true)
      late.removeAll(keepingCapacity: true)
    }

    func destination(of arrival: Arrival) -> Destination {
      switch step - arrival.version {
      case 0: .keep(arrival.worker)
      case 1: .keep(workers + arrival.worker)
      default: .drop
      }
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      switch step - arrival.version {
      case 0:
        fresh.append(arrival.worker)
        return fresh.count >= needed ? .closes : .counted
      case 1:
        late.append(arrival.worker)
        return .released
      default: return .released
      }
    }

    mutating func close(into weights: inout [Weight]) {
      for worker in fresh { weights.append(Weight(place: worker, version: step, 1)) }
      for worker in late {
        weights.append(Weight(place: workers + worker, version: step - 1, 1))
      }
    }
  }
}
