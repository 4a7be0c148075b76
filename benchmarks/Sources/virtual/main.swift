import Clusters
import Comparison
import Datasets
import Kernels
import Learning
import Runs
import Settings
import Staleness
import Training

// Started by `scripts/benchmark`: a training in virtual time beside its gradients alone.

/// Sees nothing.
struct Blind: TrainingObserver {
  mutating func stepped(_ record: StepRecord, model: Span<Double>) -> Bool { true }
}

/// Counts what is evaluated.
final class Count {
  var gradients = 0
}

/// A source that counts; one thread only.
struct Counting<Source: GradientSource>: GradientSource {
  let source: Source
  let count: Count

  var gradientLength: Int { source.gradientLength }

  func evaluate(
    block: Int, draw: Int, at model: Span<Source.Element>,
    into g: inout MutableSpan<Source.Element>, while proceed: () -> Bool
  ) throws -> Bool {
    count.gradients += 1
    return try source.evaluate(block: block, draw: draw, at: model, into: &g, while: proceed)
  }

  func forAnotherThread() -> any GradientSource<Source.Element> { self }
}

/// Fashion-MNIST's size, 24 blocks, random features.
struct Training<O: Objective<Double>> {
  let blocks = 24
  let source: BlockGradients<O>
  let dimension: Int

  init(_ objective: O, samples: Int, columns: Int, labels: Int) {
    var features = Vector<Double>(repeating: 0, count: samples * columns)
    features.withMutableSpan { x in
      var state: UInt32 = 1
      for i in 0..<x.count {
        state = state &* 1_664_525 &+ 1_013_904_223
        x[i] = Double(state) / 4_294_967_296
      }
    }
    let data = Dataset(
      features: .dense(DenseRows(rows: samples, columns: columns, features)),
      labels: (0..<samples).map { Double($0 % labels) })
    let size = samples / blocks
    source = BlockGradients(
      objective, data: HeldBlocks(data, sizes: (0..<blocks).map { ($0, size) }),
      shares: Array(repeating: 1 / Double(blocks), count: blocks), minibatch: nil)
    dimension = objective.dimension
  }

  /// Gradients a second that the training loop gets through.
  func trained(_ name: String, stragglers: Int, steps: Int) throws -> Double {
    var configuration = RunConfiguration()
    configuration.scheme = name
    configuration.workers = blocks
    configuration.stragglers = stragglers
    configuration.delay = "exponential:mean=0.5"
    configuration.virtual = true
    let who = try Arrangement(configuration)
    let count = Count()
    var cluster = VirtualCluster(
      who.scheme, source: Counting(source: source, count: count),
      timing: who.timing(samples: Array(repeating: 0, count: blocks)))
    var model = Vector<Double>(repeating: 0, count: dimension)
    var optimizer: any Optimizer<Double> & ~Copyable = GradientDescent<Double>(
      stepSize: try StepSize(constant: 0.1))
    var estimator: any Estimator<Double> & ~Copyable = WeightedSum<Double>()
    var blind = Blind()
    let elapsed = try seconds {
      try train(
        &model, by: who.scheme, lateWork: who.lateWork,
        shares: Array(repeating: 1 / Double(blocks), count: blocks), on: &cluster,
        with: &optimizer, estimator: &estimator, steps: 0..<steps, observer: &blind)
    }
    return Double(count.gradients) / elapsed
  }

  /// Gradients a second, evaluated one after the other into the same vector.
  func evaluated(steps: Int) -> Double {
    let model = Vector<Double>(repeating: 0.001, count: dimension)
    var gradient = Vector<Double>(repeating: 0, count: source.gradientLength)
    let elapsed = seconds {
      for step in 0..<steps {
        for block in 0..<blocks {
          var g = gradient.mutableSpan
          _ = source.evaluate(block: block, draw: step, at: model.span, into: &g, while: { true })
        }
      }
    }
    return Double(steps * blocks) / elapsed
  }
}

useBLASThreads(1)
print(Comparison.header("gradients a second: ours the training", ours: "ours", plain: "bare"))
let training = Training(
  SoftmaxRegression<Double>(columns: 784, classes: 10), samples: 60_000, columns: 784, labels: 10)
for (name, stragglers) in [("uncoded", 0), ("is-sgd", 3), ("frc", 2), ("crc", 3), ("pgc", 3)] {
  var comparison = Comparison("\(name), s = \(stragglers), 60000 × 784 × 10, 24 blocks")
  try comparison.take(
    turns: 7, ours: { try training.trained(name, stragglers: stragglers, steps: 5) },
    plain: { training.evaluated(steps: 5) })
  print(comparison.row)
}
