import Clusters
import Coding
import Comparison
import Kernels
import Learning
import MPITransport
import Staleness
import Training

/// Rank 0: alternates the training loop with the bare exchange on one cluster.
struct ParameterServer: ~Copyable {
  private let scheme: any Scheme
  private let workers: Int
  private let shares: [Double]
  private var cluster: MPICluster<Double>
  private var model: Vector<Double>
  /// What the bare exchange sends; a class, so that it can be lent beside the cluster.
  private let sent: Slot<Double>
  private var step = 0

  init(_ scheme: any Scheme, workers peers: [Peer], dimension: Int) throws {
    self.scheme = scheme
    workers = scheme.workers
    shares = Array(repeating: 1 / Double(workers), count: workers)
    cluster = try MPICluster(scheme, workers: peers, messageLength: dimension + 1)
    model = Vector(repeating: 0, count: dimension)
    sent = Slot(dimension, repeating: 0)
  }

  /// Messages that the training loop takes each second.
  mutating func trained(steps: Int) throws -> Double {
    var optimizer: any Optimizer<Double> & ~Copyable = GradientDescent<Double>(
      stepSize: try StepSize(constant: 0.1))
    var estimator: any Estimator<Double> & ~Copyable = WeightedSum<Double>()
    var counter = Counter()
    let range = step..<step + steps
    step += steps
    let elapsed = try seconds {
      try train(
        &model, by: scheme, lateWork: scheme.lateWork, shares: shares, on: &cluster,
        with: &optimizer, estimator: &estimator, steps: range, observer: &counter)
    }
    // What the last step did not wait for would fall into the next turn.
    while try take() {}
    return Double(counter.messages) / elapsed
  }

  /// Messages taken each second by the same calls without what makes them training.
  mutating func exchanged(steps: Int) throws -> Double {
    let elapsed = try seconds {
      for _ in 0..<steps {
        sent.vector.withSpan { cluster.publish($0, version: step) }
        cluster.forget(before: step)
        for worker in 0..<workers {
          try cluster.start(
            scheme.assignment(worker: worker, version: step, turn: step), interrupts: false)
        }
        for _ in 0..<workers { _ = try take() }
        step += 1
      }
    }
    return Double(steps * workers) / elapsed
  }

  /// Takes the next message; false where nobody owes one.
  private mutating func take() throws -> Bool {
    guard case .message(let task, let part, _) = try cluster.next(before: .infinity) else {
      return false
    }
    try cluster.put(.keep(task.worker * scheme.parts + part))
    return true
  }

  consuming func shutdown() throws { try cluster.shutdown() }
}
