public import Coding
public import Settings

/// Delay-adaptive asynchronous SGD: old results take smaller steps.
///
/// Asynchronous SGD with x ← x − η φ(δ) ∇f_i, where δ is the number of updates since the model of the
/// result was given out. Three rules are in use:
///
/// - `inverse`: φ = 1 / (1 + δ);
/// - `capped`: φ = n / max(n, δ), which a worker that is rarely n steps late never notices;
/// - `threshold`: φ = 1 where δ ≤ τ_C, the number of busy workers, else just below
///   min(1, 1 / (4 L η δ)); the setting `limit` is 1 / (4 L η), 1 at the largest step that is allowed.
///
/// None removes the bias of fast workers. They make it larger: the slow ones' results, which are the
/// rare ones, are also the old ones. Weights are about 1/τ_i² where periods divide one another.
///
/// Example, `inverse`, n = 3, seconds 1, 1.7 and 2.9: factors 1, ½, ½, ¼, ½, ¼, …
public struct DelayAdaptive: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "delay-adaptive", "asynchronous SGD with smaller steps along older results",
      [
        .init("rule", standard: "inverse", "inverse, capped or threshold"),
        .init(
          "concurrency", standard: "n", "threshold: τ_C, the delay up to which steps are whole"),
        .init("limit", standard: "1", "threshold: 1 / (4 L η), the largest factor times delay"),
      ]),
    promise: .fastest, constraint: "any n", load: "1", waitsFor: "1 of any age", memory: "n",
    usesStragglers: false,
    use: "as asgd, where a worker is very late now and then",
    warning: "makes the bias of unlike blocks larger, not smaller",
    citation: "Mishchenko, Bach, Even, Woodworth, \"Asynchronous SGD Beats Minibatch SGD Under "
      + "Arbitrary Delays\", NeurIPS 2022, arXiv:2206.07638; threshold: Koloskova, Stich, Jaggi, "
      + "arXiv:2206.08307, eq. (11)")

  /// n.
  public let workers: Int
  private let rule: Rule
  private let rows: [[Term]]

  enum Rule: Sendable {
    case inverse
    case capped
    case threshold(concurrency: Int, limit: Double)
  }

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    rows = (0..<workers).map { [Term($0)] }
    let name = try request.choice(
      "rule", default: "inverse", among: ["inverse", "capped", "threshold"])
    let concurrency = try request.integer(
      "concurrency", default: request.workers, in: 1...Int(Int32.max))
    let limit = try request.number("limit", default: 1, in: 0...1e300)
    rule =
      switch name {
      case "capped": .capped
      case "threshold": .threshold(concurrency: concurrency, limit: limit)
      default: .inverse
      }
  }

  /// Nothing is overtaken.
  public var lateWork: LateWork { .finish }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Closes a step with each result.
  public func makeGather(shares: [Double]) -> any Gather {
    EachResult(Shrunk(shares: shares, rule: rule))
  }

  /// What a step waits for.
  public var waitsFor: String { "one result of any age" }

  struct Shrunk: ResultFactor {
    let shares: [Double]
    let rule: Rule

    func factor(worker: Int, delay: Int, at time: Double) -> Double {
      let n = Double(shares.count)
      let delay = Double(delay)
      let part: Double =
        switch rule {
        case .inverse: 1 / (1 + delay)
        case .capped: n / max(n, delay)
        // The theorem wants less than the minimum.
        case .threshold(let concurrency, let limit):
          delay <= Double(concurrency) ? 1 : 0.999999 * min(1, limit / delay)
        }
      return part / shares[worker]
    }
  }
}
