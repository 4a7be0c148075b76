import Clusters
import Kernels
import Settings
import Testing
import Training

@testable import Runs

/// Nesterov's quadratic as a data set, against its formula.
@Suite struct TridiagonalTests {
  private func problem(_ blocks: String, workers: Int = 3) throws -> Problem<Double> {
    var configuration = RunConfiguration()
    configuration.virtual = true
    configuration.workers = workers
    configuration.scheme = "uncoded"
    configuration.dataset = "tridiagonal:dimension=7,start=2"
    configuration.model = "least-squares:bias=no"
    configuration.blocks = blocks
    return try Problem<Double>(configuration)
  }

  /// f(x) = ½ xᵀA x − bᵀx and its gradient.
  private func formula(_ x: [Double]) -> (value: Double, gradient: [Double]) {
    var gradient: [Double] = []
    var value = x[0] / 4
    for i in x.indices {
      let left = i > 0 ? x[i - 1] : 0
      let right = i + 1 < x.count ? x[i + 1] : 0
      let product = (2 * x[i] - left - right) / 4
      value += x[i] * product / 2
      gradient.append(product + (i == 0 ? 0.25 : 0))
    }
    return (value, gradient)
  }

  /// Pieces of the chain add up to f; of blocks that are the whole each is f.
  @Test(arguments: ["contiguous", "shuffled", "whole"]) func isTheFormula(blocks: String) throws {
    let problem = try problem(blocks)
    #expect(problem.workload.dimension == 7)
    let step = [0.3, -1, 0.25, 2, 0, -0.5, 1]
    var model = problem.workload.makeModel()
    for (i, value) in step.enumerated() { model[i] += value }
    let point = step.enumerated().map { $1 + ($0 == 0 ? 2 : 0) }
    let (value, gradient) = formula(point)
    let source = try problem.workload.source(blocks: [0, 1, 2])
    var sum = Array(repeating: 0.0, count: 8)
    for block in 0..<3 {
      var g = Vector<Double>(repeating: 0, count: 8)
      var span = g.mutableSpan
      _ = try source.evaluate(
        block: block, draw: 0, at: model.span, into: &span, while: { true })
      let found = Double.elements(span.span)
      for i in 0..<8 { sum[i] += found[i] }
      guard blocks == "whole" else { continue }
      for (a, b) in zip(found, gradient) { #expect(abs(3 * a - b) < 1e-12) }
    }
    for (a, b) in zip(sum, gradient) { #expect(abs(a - b) < 1e-12) }
    #expect(abs(sum[7] - value - 0.125) < 1e-12)
    let evaluated = try model.withSpan { try problem.workload.makeEvaluator().evaluate($0) }
    #expect(
      evaluated.first { $0.name == "train_loss" }.map { abs($0.value - sum[7]) < 1e-12 } == true)
  }

  /// The minimizer x_i = −(1 − i / (d + 1)), i from 1, has the loss 1 / (8 (d + 1)).
  @Test func leastLoss() throws {
    let problem = try problem("whole")
    var model = problem.workload.makeModel()
    for i in 0..<7 { model[i] = -(1 - Double(i + 1) / 8) - (i == 0 ? 2 : 0) }
    let loss = try model.withSpan { try problem.workload.makeEvaluator().evaluate($0) }[0].value
    #expect(abs(loss - 1.0 / 64) < 1e-12)
  }

  @Test(
    arguments: [
      ("tridiagonal:dimension=0", "out of range"), ("tridiagonal:starts=1", "did you mean 'start'"),
      ("tridiagonal:start=x", "not a finite number"),
    ])
  func errors(dataset: String, says: String) {
    var configuration = RunConfiguration()
    configuration.virtual = true
    configuration.dataset = dataset
    configuration.model = "least-squares"
    let error = #expect(throws: ConfigurationError.self) { try Problem<Double>(configuration) }
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
  }
}
