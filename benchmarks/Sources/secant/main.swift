import Coding
import Kernels
import Learning
import Staleness
import Training

// Started by `scripts/benchmark`: what a step costs the parameter server, block-secant beside plain pgc.

/// Seconds of each step, without what the blocks' gradients cost.
/// - Parameters:
///   - pairs: m; 0 for plain pgc.
///   - skipped: Steps that are not counted, until every block has its pairs.
func seconds(
  blocks: Int, arrivals: Int, dimension: Int, pairs: Int, skipped: Int, steps: Int
) throws -> [Double] {
  var x = Vector<Double>(repeating: 0, count: dimension)
  var g = Vector<Double>(repeating: 0, count: dimension + 1)
  var held = Held(blocks: blocks, at: x, keepsReplaced: pairs > 0)
  let stepSize = try StepSize(constant: 0.5)
  var estimator: any Estimator<Double> & ~Copyable = WeightedSum<Double>()
  var optimizer: any Optimizer<Double> & ~Copyable = GradientDescent<Double>(
    stepSize: stepSize, l2: 1e-3)
  if pairs > 0 {
    let table = SecantTable<Double>(places: blocks, pairs: pairs, dimension: dimension)
    estimator = BlockSecantEstimator(table)
    optimizer = BlockSecant(table, stepSize: stepSize, l2: 1e-3)
  }
  let clock = ContinuousClock()
  var seconds: [Double] = []
  for step in 0..<skipped + steps {
    held.receive(arrivals, at: x, version: step)
    let weights = held.weights
    let begin = clock.now
    try estimate(weights, &held, at: x, step, by: &estimator, into: &g)
    optimizer.update(&x, along: g.span.extracting(0..<dimension), loss: 0, step: step)
    if step >= skipped { seconds.append(begin.duration(to: clock.now) / .seconds(1)) }
  }
  return seconds
}

/// Apart, so that lending the estimate's memory does not lock the rest.
private func estimate(
  _ weights: [Weight], _ held: inout Held, at x: borrowing Vector<Double>, _ step: Int,
  by estimator: inout any Estimator<Double> & ~Copyable, into g: inout Vector<Double>
) throws {
  var y = g.mutableSpan
  try estimator.estimate(weights, of: &held, at: x.span, step: step, into: &y)
}

func compare(_ name: String, blocks: Int, arrivals: Int, dimension: Int, aim: String) throws {
  let skipped = 6 * blocks / arrivals
  var (ours, plain): ([Double], [Double]) = ([], [])
  for _ in 0..<3 {
    ours += try seconds(
      blocks: blocks, arrivals: arrivals, dimension: dimension, pairs: 4, skipped: skipped,
      steps: 12)
    plain += try seconds(
      blocks: blocks, arrivals: arrivals, dimension: dimension, pairs: 0, skipped: 5, steps: 40)
  }
  let (a, b) = (ours.sorted()[ours.count / 2] * 1e3, plain.sorted()[plain.count / 2] * 1e3)
  func text(_ x: Double) -> String { "\((x * 100).rounded() / 100)" }
  print("\(name): \(text(a)) ms a step, pgc \(text(b)) ms, ratio \(text(a / b)); aim \(aim)")
}

print("secant: a step of block-secant (m = 4) beside one of pgc, n = 24, one thread, \(blasCore())")
useBLASThreads(1)
try compare("d = 27,654, q = 1, k = 12", blocks: 24, arrivals: 12, dimension: 27_654, aim: "8 ms")
try compare("d = 27,654, q = 4, k = 24", blocks: 96, arrivals: 24, dimension: 27_654, aim: "40 ms")
try compare("d = 124, q = 16, k = 12", blocks: 384, arrivals: 12, dimension: 124, aim: "none")
