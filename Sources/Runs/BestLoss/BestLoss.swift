import Clusters
import Datasets
import Kernels
import Learning
public import Settings
import Training

/// The best regularized training loss that is known of a problem, F* = min (1/N) Σ ℓ + (λ/2) ‖x‖².
///
/// What relative targets are relative to. It is found on full gradients, in process, by limited-memory
/// BFGS, until the gap that is left is below 1e-8 of the way from the first model. With λ > 0 the gap is
/// at most ‖∇F‖²/(2λ), which is proven; without λ the search ends where the loss no longer falls, and
/// nothing is claimed of the gap.
public struct BestLoss: Codable, Equatable, Sendable {
  /// F*.
  public var value: Double
  /// F at the first model.
  public var start: Double
  /// What F* can be lower at most; nil where that is not known.
  public var gap: Double?
  /// ‖∇F‖ there.
  public var gradientNorm: Double
  /// Gradients of the whole data set that it took.
  public var evaluations: Int

  /// How near it is, for a reader.
  public var accuracy: String {
    guard let gap else { return "no bound without l2" }
    return
      "at most \(String(scientific: gap / max(start - value, .leastNonzeroMagnitude))) of the way "
      + "above the least"
  }

  /// The share of the way that may be left.
  static let tolerance = 1e-8
  private static let mostSteps = 5000

  /// Throws where a problem has no best loss that could be found: it must be convex, and the same for
  /// every seed.
  public static func check(_ configuration: RunConfiguration) throws(ConfigurationError) {
    guard configuration.program == nil else {
      throw ConfigurationError(
        "targets: relative: the best loss of --program is not known; give targets such as "
          + "test_accuracy=0.8")
    }
    let model = configuration.model ?? "logistic"
    let isBent = try Spec(parsing: model, option: "--model")["nonconvex"].map { $0 != "0" } ?? false
    guard !isBent,
      ["logistic", "softmax", "least-squares"].contains(String(model.prefix { $0 != ":" }))
    else {
      throw ConfigurationError(
        "targets: relative: --model \(model) is not convex, so that its best loss is not known; give "
          + "targets such as test_accuracy=0.8")
    }
    let data = try configuration.openData().train
    guard !data.files.isEmpty || data is TridiagonalQuadratic else {
      throw ConfigurationError(
        "targets: relative: --dataset \(configuration.dataset) is drawn anew for every seed and has "
          + "no one best loss; give data of files, or targets such as train_loss=0.1")
    }
  }

  /// Finds the best loss of a configuration's problem, whatever its scheme.
  /// - Throws: where its data cannot be read.
  public init(of configuration: RunConfiguration) throws {
    var question = RunConfiguration()
    question.scheme = "uncoded"
    question.workers = 1
    question.virtual = true
    question.dataset = configuration.dataset
    question.testDataset = configuration.testDataset
    question.samples = configuration.samples
    question.model = configuration.model
    question.l2 = configuration.l2
    let problem = try Problem<Double>(question)
    let source = try problem.workload.source(blocks: [0])
    let d = problem.workload.dimension
    var x = problem.workload.makeModel()
    var message = Vector<Double>(repeating: 0, count: d + 1)
    // The regularizer is the optimizer's: F and ∇F are made here only to be judged.
    func evaluate() throws -> Point {
      var g = message.mutableSpan
      _ = try source.evaluate(block: 0, draw: 0, at: x.span, into: &g, while: { true })
      return Point(message.span, at: x.span, l2: question.l2)
    }
    var least = try evaluate()
    start = least.value
    var falls = [least.value]
    // No longer than 1 at first, since nothing is known of the scale.
    var optimizer = LBFGS<Double>(
      stepSize: try StepSize(constant: 1 / max(least.norm, 1)), l2: question.l2, memory: 20,
      dimension: d)
    while falls.count < Self.mostSteps, !Self.isDone(falls, least, l2: question.l2) {
      optimizer.update(
        &x, along: message.span.extracting(0..<d), loss: message[d], step: falls.count - 1)
      let there = try evaluate()
      if there.value < least.value { least = there }
      falls.append(least.value)
    }
    value = least.value
    gradientNorm = least.norm
    evaluations = falls.count
    gap = question.l2 > 0 ? least.gap(l2: question.l2) : nil
  }

  /// Whether the gap is small enough, or the loss has not fallen for long.
  private static func isDone(_ falls: [Double], _ least: Point, l2: Double) -> Bool {
    let way = max(falls[0] - least.value, .leastNonzeroMagnitude)
    if least.norm == 0 || (l2 > 0 && least.gap(l2: l2) <= tolerance * way) { return true }
    guard falls.count > 200 else { return false }
    return falls[falls.count - 201] - least.value <= 1e-3 * tolerance * way
  }

  /// F and ‖∇F‖ at a model.
  private struct Point {
    let value: Double
    let norm: Double

    init(_ message: Span<Double>, at x: Span<Double>, l2: Double) {
      var (squares, ofGradient) = (0.0, 0.0)
      for i in 0..<x.count {
        let slope = message[i] + l2 * x[i]
        squares += x[i] * x[i]
        ofGradient += slope * slope
      }
      value = message[x.count] + l2 / 2 * squares
      norm = ofGradient.squareRoot()
    }

    /// What F can be above its least value at most, where it is strongly convex with λ.
    func gap(l2: Double) -> Double { norm * norm / (2 * l2) }
  }
}

extension String {
  /// Two digits and a power of ten.
  fileprivate init(scientific value: Double) {
    guard value > 0, value.isFinite else {
      self = "0"
      return
    }
    var exponent = 0
    var digits = value
    while digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 1 { (digits, exponent) = (digits * 10, exponent - 1) }
    self = "\((digits * 10).rounded() / 10)e\(exponent)"
  }
}
