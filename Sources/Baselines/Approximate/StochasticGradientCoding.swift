public import Coding
import Randomness
public import Settings

/// Stochastic gradient coding (SGC): blocks on d workers each, and no decoder.
///
/// Worker j sends f_j = Σ_{i∈S_j} g_i / (d (1 − p)), where p is the chance, known in advance, that a
/// worker is late, and the parameter server adds up whatever arrives. Where workers are late
/// independently, E[ĝ] is the mean gradient and the variance is p (1 − p) Σ_j ‖f_j‖². Where the first
/// n − s results are awaited, any n − s equally likely, p = s / n keeps the estimate unbiased.
///
/// The placement is pairwise balanced: block i is on the workers i − o mod n for d random offsets o.
/// So a worker holds d blocks, and two share d (d − 1) / (n − 1) on average over seeds.
///
/// Example, n = 4, d = 1, s = 1: each message is (4/3) g_i, which is IS-SGD.
public struct StochasticGradientCoding: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "sgc", "stochastic gradient coding: adds up what arrives by n - s results or a deadline",
      [
        .init("copies", standard: "2", "d, workers that hold each block, and blocks a worker"),
        .init("p", standard: "s / n", "chance of being late, below 1; must be set for a deadline"),
      ]),
    promise: .unbiased, constraint: "copies ≤ n, 0 ≤ p < 1", load: "copies",
    waitsFor: "n - s, or a deadline", memory: "n", options: [.stop],
    use: "who is late is random and its chance is known; the estimate is then unbiased",
    warning:
      "biased where p is not the chance that workers have; no program of its authors is known",
    citation: "Bitar, Wootters, El Rouayheb, \"Stochastic Gradient Coding for Straggler Mitigation "
      + "in Distributed Learning\", IEEE JSAIT 2020")

  /// n.
  public let workers: Int
  private let awaited: Int
  private let seconds: Double
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    awaited = n - (try request.stragglers())
    workers = n
    let d = try request.integer("copies", default: min(2, n), in: 1...n)
    seconds = try Self.seconds(request.stop)
    let usual = seconds.isFinite ? nil : Double(n - awaited) / Double(n)
    let p = try request.settings.number("p", default: usual, in: 0...1, option: "--set")
    guard p < 1 else {
      throw ConfigurationError("--set p=1: workers that are always late send nothing")
    }

    var stream = Stream(seed: request.seed, for: .code)
    let offsets = stream.sample(d, below: n)
    rows = (0..<n).map { worker in
      offsets.map { Term((worker + $0) % n, 1 / (Double(d) * (1 - p))) }
    }
  }

  static func seconds(_ stop: Spec?) throws(ConfigurationError) -> Double {
    guard let stop, stop.name != "fresh" else { return .infinity }
    guard stop.name == "deadline" else {
      throw ConfigurationError(unknownName("--stop", stop.name, among: ["fresh", "deadline"]))
    }
    try stop.allow(["seconds"], option: "--stop")
    return try stop.number("seconds", in: 1e-9 ... .greatestFiniteMagnitude, option: "--stop")
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Adds up what comes.
  public func makeGather(shares: [Double]) -> any Gather {
    Sum(responders: FirstResponders(awaited), seconds: seconds)
  }

  /// What a step waits for.
  public var waitsFor: String {
    "\(awaited) of \(workers) workers"
      + (seconds.isFinite ? ", or what comes within \(seconds) s" : "")
  }

  struct Sum: Gather {
    var responders: FirstResponders
    let seconds: Double
    private(set) var deadline = Double.infinity

    mutating func open(step: Int, at time: Double) {
      responders.open(step: step)
      deadline = time + seconds
    }

    mutating func add(_ arrival: Arrival) -> Verdict {
      let verdict = responders.add(arrival)
      let isOverdue = seconds.isFinite && deadline == .infinity
      return isOverdue && !responders.workers.isEmpty ? .closes : verdict
    }

    // A sum of nothing would be no step: then the first message is awaited.
    mutating func expire() -> Bool {
      deadline = .infinity
      return !responders.workers.isEmpty
    }

    mutating func close(into weights: inout [Weight]) {
      for worker in responders.workers {
        weights.append(Weight(place: worker, version: responders.step, 1))
      }
    }
  }
}
