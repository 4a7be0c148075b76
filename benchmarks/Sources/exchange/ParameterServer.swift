import Clusters
import Coding
import Comparison
import Kernels
import Learning
import MPITransport
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
  private var spare: Vector<Double>
  private var step = 0

  init(_ scheme: any Scheme, dimension: Int) throws {
    self.scheme = scheme
    workers = scheme.workers
    shares = Array(repeating: 1 / Double(workers), count: workers)
    cluster = try MPICluster(scheme, messageLength: dimension + 1)
    model = Vector(repeating: 0, count: dimension)
    sent = Slot(dimension, repeating: 0)
    spare = Vector(repeating: 0, count: dimension + 1)
  }

  /// Messages that the training loop takes each second.
  mutating func trained(steps: Int) throws -> Double {
    var optimizer: any Optimizer<Double> & ~Copyable = GradientDescent<Double>(
      stepSize: try StepSize(constant: 0.1))
    var counter = Counter()
    let range = step..<step + steps
    step += steps
    let elapsed = try seconds {
      try train(
        &model, by: scheme, lateWork: scheme.lateWork, shares: shares, on: &cluster,
        with: &optimizer, steps: range, observer: &counter)
    }
    // What the last step did not wait for would fall into the next turn.
    while try cluster.next(before: .infinity, into: &spare) != nil {}
    return Double(counter.messages) / elapsed
  }

  /// Messages taken each second by the same calls without what makes them training.
  mutating func exchanged(steps: Int) throws -> Double {
    let elapsed = try seconds {
      for _ in 0..<steps {
        sent.vector.withSpan { cluster.publish($0, version: step) }
        cluster.forget(before: step)
        for worker in 0..<workers { try cluster.start(worker: worker, version: step) }
        for _ in 0..<workers { _ = try cluster.next(before: .infinity, into: &spare) }
        step += 1
      }
    }
    return Double(steps * workers) / elapsed
  }

  consuming func shutdown() throws { try cluster.shutdown() }
}
