public import Coding
public import Settings

/// Selective-repeat sequential gradient coding (SR-SGC): late results are asked for again, B steps later.
///
/// Step t gives out a cyclic code's task on model t, and takes the gradient of model t − B, exactly. Late
/// is who takes more than 1 + μ times as long as the fastest. A job that still lacks more than
/// s' = ⌈B λ / (W − 1 + B)⌉ results after its step is repeated, in step t + B, by as many of the workers
/// that it lacks. So bursts of up to λ = s late workers in any W steps cost the load of s' + 1 blocks, not
/// λ + 1. Where the late workers of a step do not fit the (B, W, λ) model, everybody is awaited.
///
/// It is made for B + 1 models that are trained in turn (`--transport interleaved`), each of which sees
/// its own gradient without delay. For one model every gradient is B steps old, so that η L must be less
/// than 2 sin(π / (4 B + 2)). The first B steps move nothing.
///
/// Example, n = 4, s = 2, B = 1, W = 2: load 2. Workers 1 and 2 are late in step 1; worker 1 repeats it in
/// step 2, while the others do step 2.
public struct SelectiveRepeat: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "sr-sgc", "sequential code: exact gradients B steps late, for bursts of late workers",
      [
        .init("burst", standard: "1", "B, steps in a row in which a worker may be late"),
        .init(
          "window", standard: "B + 1", "W, steps in which s workers may be late; B divides W - 1"),
        .init(
          "tolerance", standard: "1", "μ: late is who takes 1 + μ times as long as the fastest"),
        .init("draws", standard: "8", "random codes tried; the best conditioned is kept"),
      ]),
    promise: .stale, constraint: "0 ≤ s < n; B divides W - 1", load: "⌈B s / (W - 1 + B)⌉ + 1",
    waitsFor: "1 + μ times the fastest, or all", memory: "(B + 1) n",
    use: "workers are late in bursts, and B + 1 models are trained in turn",
    warning:
      "in the authors' program the gradient code that it is compared with tolerates one straggler "
      + "less than its load allows",
    citation:
      "Krishnan, Ebrahimi, Khisti, \"Sequential Gradient Coding For Straggler Mitigation\", ICLR "
      + "2023, arXiv:2211.13802")

  /// n.
  public let workers: Int
  private let burst: Int
  private let tolerance: Double
  private let rounds: SelectiveRepeatRounds
  private let code: CyclicRepetition

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    let distinct = try request.stragglers()
    burst = try request.integer("burst", default: 1, in: 1...1000)
    let window = try request.integer("window", default: burst + 1, in: 2...1_000_000)
    guard (window - 1) % burst == 0 else {
      throw ConfigurationError(
        "--set window=\(window): sr-sgc needs burst=\(burst) to divide window - 1; "
          + "\(burst + 1) and \(2 * burst + 1) do")
    }
    tolerance = try request.number("tolerance", default: 1, in: 0...1e6)
    rounds = SelectiveRepeatRounds(
      workers: workers, burst: burst, window: window, distinct: distinct)
    code = try CyclicRepetition(
      SchemeRequest(
        request.name, workers: workers, stragglers: rounds.tolerated,
        settings: request.settings["draws"].map { [("draws", $0)] } ?? [], seed: request.seed))
  }

  /// The messages of B + 1 jobs.
  public var places: Int { (burst + 1) * workers }
  /// A place holds now this, now that job.
  public var blockPlaces: Int { 0 }

  /// The row of the cyclic code.
  public func terms(worker: Int, step: Int) -> [Term] { code.terms(worker: worker, step: step) }

  /// The rounds.
  public func makeGather(shares: [Double]) -> any Gather {
    SelectiveRepeatGather(
      rounds: rounds, burst: burst, tolerance: tolerance,
      decoder: LeastSquaresDecoder(code.matrix))
  }

  /// What a step waits for.
  public var waitsFor: String {
    "\(workers - rounds.tolerated) of \(workers) workers for each job, in step t or t + \(burst)"
  }
}
