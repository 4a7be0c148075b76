public import Coding
public import Settings

/// Rescaled ASGD: asynchronous SGD whose steps are as long as their worker is slow.
///
/// x ← x − η τ_i / (n τ_max) ∇f_i. A worker that answers more often takes as much shorter steps, so that
/// in τ_max seconds every block moves the model alike, and the bias of asynchronous SGD goes. What
/// remains is of the order η² where gradients at the minimum differ. Nothing is kept beside the model.
///
/// The seconds τ_i of a gradient are given (`times`), or are the exponential means of what is observed
/// between the results of each worker.
///
/// Example, n = 3, seconds 1, 1.7 and 2.9: factors 0.115, 0.195 and 0.333 on ∇f_i.
public struct RescaledAsynchronous: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "rescaled-asgd", "asynchronous SGD with steps in proportion to the worker's seconds",
      [
        .init("times", standard: "observed", "τ, seconds of each worker, joined by +; or observed"),
        .init("memory", standard: "0.9", "observed: part that each mean keeps of what it was"),
      ]),
    promise: .nearlyStale, constraint: "any n", load: "1", waitsFor: "1 of any age", memory: "n",
    usesStragglers: false,
    use: "blocks are unlike, speeds are steady, and the server has no room for a table",
    warning: "at a fixed step size a bias in proportion to its square is left, also without noise",
    citation: "Mahran, Maranjyan, Richtárik, \"Rescaled ASGD\", arXiv:2605.13434, 2026; "
      + "observed times are our own")

  /// n.
  public let workers: Int
  private let times: [Double]?
  private let memory: Double
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    rows = (0..<workers).map { [Term($0)] }
    times = try request.workerTimes()
    memory = try request.number("memory", default: 0.9, in: 0...1)
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Closes a step with each result.
  public func makeGather(shares: [Double]) -> any Gather {
    if let times {
      return EachResult(Known(parts: times.map { $0 / (times.max() ?? 1) }))
    }
    return EachResult(Observed(workers: workers, memory: memory))
  }

  /// What a step waits for.
  public var waitsFor: String { "one result of any age" }

  struct Known: ResultFactor {
    let parts: [Double]
    func factor(worker: Int, delay: Int, at time: Double) -> Double { parts[worker] }
  }

  struct Observed: ResultFactor {
    let memory: Double
    private var means: [Double?]
    private var last: [Double]

    init(workers: Int, memory: Double) {
      self.memory = memory
      means = Array(repeating: nil, count: workers)
      last = Array(repeating: 0, count: workers)
    }

    mutating func factor(worker: Int, delay: Int, at time: Double) -> Double {
      let seconds = time - last[worker]
      last[worker] = time
      let mean = means[worker].map { memory * $0 + (1 - memory) * seconds } ?? seconds
      means[worker] = mean
      // Who has not answered yet takes as long as has passed, at least.
      let slowest = means.reduce(0) { max($0, $1 ?? time) }
      return slowest > 0 ? mean / slowest : 1
    }
  }
}
