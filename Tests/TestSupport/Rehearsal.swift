public import Clusters
public import Coding
import Kernels
import Learning
public import Staleness
public import Training

/// A training of a quadratic by gradient descent: everything that a test of the loop must choose.
public struct Rehearsal {
  /// The code.
  public var scheme: any Scheme
  /// The objective.
  public var objective: Quadratic
  /// What workers evaluate; the objective itself where it is not given.
  public var gradients: (any GradientSource<Double> & Sendable)?
  /// How long tasks take.
  public var delays: any DelayModel
  /// nil for the scheme's own rule.
  public var lateWork: LateWork?
  /// T.
  public var steps: Int
  /// η, the same at every step.
  public var stepSize: Double
  /// The first model; zero where it is not given.
  public var start: [Double]?
  /// Threads of gradient evaluation.
  public var threads = 1
  /// Steps from the first on in which the model stays as it is: they only fill a buffer.
  public var heldSteps = 0
  /// What becomes of the blocks of lost workers.
  public var lostBlocks = LostBlocks.stop
  /// When workers are lost in virtual time.
  public var absences = Absences.none
  /// Whether messages that are not finite are kept out.
  public var refusesBad = false
  /// Whether tasks are recorded.
  public var keepsTasks = false

  /// A training.
  public init(
    _ scheme: any Scheme, _ objective: Quadratic, delays: any DelayModel, lateWork: LateWork? = nil,
    steps: Int, stepSize: Double = 0.5
  ) {
    self.scheme = scheme
    self.objective = objective
    self.delays = delays
    self.lateWork = lateWork
    self.steps = steps
    self.stepSize = stepSize
  }

  /// What workers evaluate.
  public var source: any GradientSource<Double> {
    refusesBad ? MarkedGradients(gradients ?? objective) : gradients ?? objective
  }

  /// How long tasks take.
  public var timing: TaskTiming {
    TaskTiming(
      scheme, delays: delays, secondsOfBlock: Array(repeating: 0, count: scheme.blocks))
  }

  /// Trains in virtual time.
  public func run() throws -> Recording {
    let recording = Recording()
    try run(seenBy: recording)
    return recording
  }

  /// Trains in virtual time.
  public func run<V: TrainingObserver>(seenBy observer: V) throws where V.Element == Double {
    var cluster = VirtualCluster(
      scheme, source: source, timing: timing, absences: absences, threads: threads)
    defer { cluster.shutdown() }
    try run(on: &cluster, seenBy: observer)
  }

  /// Trains in virtual time by workers that make their messages themselves.
  public func runByRoles() throws -> Recording {
    let recording = Recording()
    var cluster = RoleCluster(scheme, source: source, timing: timing)
    try run(on: &cluster, seenBy: recording)
    return recording
  }

  /// Trains again with recorded events.
  public func replay(_ rows: [JournalRow]) throws -> Recording {
    let recording = Recording()
    var cluster = ReplayCluster(rows, scheme, source: source, threads: threads)
    try run(on: &cluster, seenBy: recording)
    return recording
  }

  /// Trains on a cluster.
  public func run<C: Cluster & ~Copyable, V: TrainingObserver>(
    on cluster: inout C, seenBy observer: V
  ) throws where C.Element == Double, V.Element == Double {
    var sum: any Estimator<Double> & ~Copyable = WeightedSum<Double>()
    try run(on: &cluster, by: &sum, seenBy: observer)
  }

  /// Trains on a cluster by an estimator of the caller's.
  public func run<C: Cluster & ~Copyable, V: TrainingObserver>(
    on cluster: inout C, by estimator: inout any Estimator<Double> & ~Copyable, seenBy observer: V
  ) throws where C.Element == Double, V.Element == Double {
    var model = Vector<Double>(repeating: 0, count: objective.dimension)
    for (d, value) in (start ?? []).enumerated() { model[d] = value }
    let gd = GradientDescent<Double>(stepSize: try StepSize(constant: stepSize))
    var optimizer: any Optimizer<Double> & ~Copyable = HeldDescent(gd, heldSteps: heldSteps)
    var observer = observer
    if refusesBad { cluster.refusal = .notFinite }
    try train(
      &model, by: scheme, lateWork: lateWork ?? scheme.lateWork, shares: objective.shares,
      on: &cluster, with: &optimizer, estimator: &estimator, steps: 0..<steps,
      lostBlocks: lostBlocks, keepsTasks: keepsTasks, observer: &observer)
  }
}
