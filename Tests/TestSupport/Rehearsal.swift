public import Clusters
public import Coding
import Kernels
import Learning
public import Training

/// A training of a quadratic by gradient descent: everything that a test of the loop must choose.
public struct Rehearsal {
  /// The code.
  public var scheme: any Scheme
  /// The objective.
  public var source: Quadratic
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

  /// A training.
  public init(
    _ scheme: any Scheme, _ source: Quadratic, delays: any DelayModel, lateWork: LateWork? = nil,
    steps: Int, stepSize: Double = 0.5
  ) {
    self.scheme = scheme
    self.source = source
    self.delays = delays
    self.lateWork = lateWork
    self.steps = steps
    self.stepSize = stepSize
  }

  /// Trains in virtual time.
  public func run() throws -> Recording {
    let recording = Recording()
    try run(seenBy: recording)
    return recording
  }

  /// Trains in virtual time.
  public func run<V: TrainingObserver>(seenBy observer: V) throws where V.Element == Double {
    let timing = TaskTiming(
      delays: delays, secondsOfBlock: Array(repeating: 0, count: scheme.blocks))
    var cluster = VirtualCluster(scheme, source: source, timing: timing, threads: threads)
    defer { cluster.shutdown() }
    try run(on: &cluster, seenBy: observer)
  }

  /// Trains again with recorded arrivals.
  public func replay(_ rows: [RecordedArrival]) throws -> Recording {
    let recording = Recording()
    var cluster = ReplayCluster(rows, scheme, source: source, threads: threads)
    try run(on: &cluster, seenBy: recording)
    return recording
  }

  /// Trains on a cluster.
  public func run<C: Cluster & ~Copyable, V: TrainingObserver>(
    on cluster: inout C, seenBy observer: V
  )
    throws where C.Element == Double, V.Element == Double
  {
    var model = Vector<Double>(repeating: 0, count: source.dimension)
    for (d, value) in (start ?? []).enumerated() { model[d] = value }
    let gd = GradientDescent<Double>(stepSize: try StepSize(constant: stepSize))
    var optimizer: any Optimizer<Double> & ~Copyable = HeldDescent(gd, heldSteps: heldSteps)
    var observer = observer
    try train(
      &model, by: scheme, lateWork: lateWork ?? scheme.lateWork, shares: source.shares,
      on: &cluster, with: &optimizer, steps: 0..<steps, observer: &observer)
  }
}
