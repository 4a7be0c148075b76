import Clusters
import Coding
import Datasets
import Foundation
import Kernels
import Learning
import Settings
import Staleness
import TestSupport
import Testing
import Training

/// The loss sequences and final models that the published gradient coding programs produced,
/// reproduced through the loop at every one of their 50 updates.
///
/// The programs' data are 24 blocks of 10 consecutive rows; α = 1/240, so λ = 2α. Delays are
/// injected, so that the coded schemes decode from other workers at every step.
@Suite struct ReferenceProgramTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let problem: String
    let scheme: String
    let fixture: String
    let tolerance: Double

    var testDescription: String { "\(problem) \(scheme) \(fixture)" }
  }

  static let cases = [
    Case(problem: "logistic_240x40", scheme: "uncoded", fixture: "naive", tolerance: 1e-10),
    Case(problem: "logistic_240x40", scheme: "frc", fixture: "frc3", tolerance: 1e-10),
    Case(problem: "logistic_240x40", scheme: "crc", fixture: "crc3", tolerance: 1e-8),
    Case(problem: "leastsquares_onehot", scheme: "uncoded", fixture: "naive", tolerance: 1e-10),
    Case(problem: "leastsquares_onehot", scheme: "frc", fixture: "frc3", tolerance: 1e-10),
    // The programs' own cyclic run of this problem is not among the fixtures; it is exact too.
    Case(problem: "leastsquares_onehot", scheme: "crc", fixture: "naive", tolerance: 1e-8),
  ]

  @Test(arguments: cases, ["gd", "agd"])
  func sequence(_ c: Case, rule: String) throws {
    let problem = try ReferenceProblem(c.problem)
    let scheme =
      c.scheme == "uncoded"
      ? try makeScheme("uncoded", workers: 24, stragglers: nil)
      : try makeScheme(c.scheme, workers: 24, stragglers: 3)
    let models = try problem.train(scheme, accelerated: rule == "agd", steps: 50)

    let expected = try table("\(c.problem)/loss_\(c.fixture)_\(rule).csv", skipping: 1)
    try #require(expected.count == 51 && models.count == 51)
    for (row, model) in zip(expected, models) {
      let got = problem.columns(of: model)
      // Without the programs' loss on their first 23 blocks.
      let wanted = [row[1]] + row[3...]
      try #require(got.count == wanted.count)
      for (a, b) in zip(got, wanted) {
        #expect(abs(a - b) < c.tolerance, "after \(Int(row[0])) updates")
      }
    }
    let last = try table("\(c.problem)/beta_\(c.fixture)_\(rule).txt", skipping: 0).map { $0[0] }
    #expect(last.count == models[50].count)
    for (a, b) in zip(models[50], last) { #expect(abs(a - b) < c.tolerance) }
  }

  @Test(arguments: ["logistic_240x40", "leastsquares_onehot"])
  func gradientAtZero(name: String) throws {
    let problem = try ReferenceProblem(name)
    let expected = try table("\(name)/gradient_at_zero.txt", skipping: 0).map { $0[0] }
    let gradient = problem.sumGradientAtZero()
    #expect(gradient.count == expected.count)
    for (a, b) in zip(gradient, expected) { #expect(abs(a - b) < 1e-10) }
  }
}

/// A training and a test set of the programs' runs, with the objective and η that go with them.
private struct ReferenceProblem {
  private let objective: any Objective<Double>
  private let train: Dataset<Double>
  private let test: Dataset<Double>
  private let eta: Double

  init(_ name: String) throws {
    if name == "logistic_240x40" {
      train = try dense("\(name)/train.csv")
      test = try dense("\(name)/test.csv")
      objective = LogisticRegression<Double>(columns: 40, bias: false)
      eta = 0.5
    } else {
      train = try sparse("\(name)/train.libsvm")
      test = try sparse("\(name)/test.libsvm")
      objective = LeastSquaresRegression<Double>(columns: 45, bias: false)
      eta = 0.05
    }
  }

  /// The models before the first update and after each one.
  func train(_ scheme: any Scheme, accelerated: Bool, steps: Int) throws -> [[Double]] {
    try run(objective, scheme, accelerated: accelerated, steps: steps)
  }

  private func run<O: Objective<Double>>(
    _ objective: O, _ scheme: any Scheme, accelerated: Bool, steps: Int
  ) throws -> [[Double]] {
    let shares = Array(repeating: 1.0 / 24, count: 24)
    let source = BlockGradients(
      objective, data: HeldBlocks(train, sizes: (0..<24).map { ($0, 10) }), shares: shares,
      minibatch: nil)
    let timing = TaskTiming(
      delays: try Delays.make("exponential:mean=1", workers: 24, seed: 7),
      secondsOfBlock: Array(repeating: 0, count: 24))
    var cluster = VirtualCluster(scheme, source: source, timing: timing)
    defer { cluster.shutdown() }
    var model = Vector<Double>(repeating: 0, count: objective.dimension)
    var optimizer = try Optimizers.make(
      try Spec(parsing: accelerated ? "accelerated" : "gd", option: "--optimizer"),
      stepSize: StepSize(constant: eta), l2: 2.0 / 240, dimension: objective.dimension,
      as: Double.self)
    var recording = Recording()
    var estimator: any Estimator<Double> & ~Copyable = WeightedSum<Double>()
    try Training.train(
      &model, by: scheme, lateWork: scheme.lateWork, shares: shares, on: &cluster,
      with: &optimizer, estimator: &estimator, steps: 0..<steps, observer: &recording)
    return [Array(repeating: 0, count: objective.dimension)] + recording.models
  }

  /// Training loss, test loss, AUC (logistic), norm of the model.
  func columns(of model: [Double]) -> [Double] {
    let memory = objective.makeWorkspace()
    let training = objective.evaluate(train, at: model.span, using: memory)
    let testing = objective.evaluate(test, at: model.span, using: memory)
    let auc = testing.metrics.filter { $0.name == "auc" }.map(\.value)
    return [training.loss, testing.loss] + auc + [Double.norm(model.span)]
  }

  /// Σ ∇ℓ at 0.
  func sumGradientAtZero() -> [Double] {
    var g = Vector<Double>(repeating: 0, count: objective.dimension)
    let zero = [Double](repeating: 0, count: objective.dimension)
    g.withMutableSpan { g in
      _ = objective.addGradient(
        1, of: .rows(0..<train.count), in: train, at: zero.span, to: &g,
        using: objective.makeWorkspace(), while: { true })
    }
    return Double.elements(g.span)
  }
}

/// Rows of a label and features.
private func dense(_ file: String) throws -> Dataset<Double> {
  let rows = try table(file, skipping: 0)
  let features = rows.flatMap { $0.dropFirst() }
  return Dataset(
    features: .dense(
      DenseRows(rows: rows.count, columns: rows[0].count - 1, Vector(copying: features.span))),
    labels: rows.map { $0[0] })
}

private func sparse(_ file: String) throws -> Dataset<Double> {
  let source = LIBSVMSource(fixture(file).path, labels: .real)
  let survey = try source.survey()
  return try source.load(rows: Array(0..<survey.count), columns: 45, as: Double.self)
}

private func table(_ file: String, skipping lines: Int) throws -> [[Double]] {
  let text = try String(contentsOf: fixture(file), encoding: .utf8)
  return text.split(separator: "\n").dropFirst(lines).map { line in
    line.split(separator: ",").compactMap { Double($0) }
  }
}

private func fixture(_ file: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/\(file)")
}
