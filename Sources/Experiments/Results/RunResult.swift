public import Console
import Runs

/// What a finished run's files say, as far as tables need it.
public struct RunResult: Sendable {
  /// Whether it ended because its gradient was no longer finite.
  public let diverged: Bool
  /// The evaluated models: steps done, seconds, block gradients evaluated by then.
  public let curve: Curve
  /// A row of `steps.csv` each.
  public let steps: [Step]

  /// A step, when it closed.
  public struct Step: Sendable {
    /// Seconds since the run began.
    public var time: Double
    /// Seconds that the parameter server waited.
    public var waited: Double
    /// Share of samples in the estimate.
    public var recovery: Double
    /// Steps, mean over samples.
    public var meanStaleness: Double
    /// Steps, of all blocks.
    public var maxStaleness: Int
    /// Mean training loss, decoded from messages.
    public var loss: Double
    /// Block gradients in tasks that came in whole, from the run's begin.
    public var evaluated: Double
    /// Block gradients in tasks that were dropped, from the run's begin.
    public var cancelled: Double
  }

  /// What to do where a run's files are broken.
  static let remedy = "remove its folder and run the plan again"

  /// Reads the files of a run's folder.
  /// - Parameter l2: λ, for the objective.
  /// - Throws: naming file and line, where one is missing or broken.
  public init(folder: String, diverged: Bool, l2: Double = 0) throws(RunError) {
    self.diverged = diverged
    let table = try CSVTable(reading: folder + "/steps.csv", remedy: Self.remedy)
    var columns: [[Double]] = []
    for name in ["time", "waited", "recovery", "evaluated", "cancelled"] {
      columns.append(try table.amounts(name))
    }
    let meanStaleness = try table.numbers("staleness_mean")
    let maxStaleness = try table.wholes("staleness_max")
    let loss = try table.numbers("loss")
    steps = table.rows.indices.map { i in
      Step(
        time: columns[0][i], waited: columns[1][i], recovery: columns[2][i],
        meanStaleness: meanStaleness[i], maxStaleness: maxStaleness[i], loss: loss[i],
        evaluated: columns[3][i], cancelled: columns[4][i])
    }
    let evaluations = try CSVTable(reading: folder + "/evaluations.csv", remedy: Self.remedy)
    var curve = Curve()
    let models = try evaluations.wholes("step")
    curve.steps = models.map(Double.init)
    curve.times = try evaluations.amounts("time")
    // Nothing is evaluated before the first step.
    let known = steps
    func total(_ value: (Step) -> Double) -> [Double] {
      models.map { $0 < 1 || known.isEmpty ? 0 : value(known[min($0, known.count) - 1]) }
    }
    curve.evaluated = total(\.evaluated)
    curve.cancelled = total(\.cancelled)
    for name in evaluations.columns.dropFirst(2) where name != "model_norm" {
      curve.metrics.append((name, try evaluations.numbers(name)))
    }
    if let losses = curve["train_loss"], evaluations.columns.contains("model_norm") {
      let norms = try evaluations.numbers("model_norm")
      curve.metrics.append(
        (Target.objective, zip(losses, norms).map { $0 + l2 / 2 * $1 * $1 }))
    }
    self.curve = curve
  }

  /// A run from its parts, for tests.
  init(curve: Curve, steps: [Step] = [], diverged: Bool = false) {
    self.curve = curve
    self.steps = steps
    self.diverged = diverged
  }
}
