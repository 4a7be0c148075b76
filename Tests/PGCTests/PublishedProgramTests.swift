import Clusters
import Coding
import Datasets
import Foundation
import Kernels
import Learning
import Staleness
import TestSupport
import Testing
import Training

/// The loss sequences of the authors' own program, reproduced through the loop.
///
/// 240 × 40 logistic data in 24 blocks, η = 0.5, 50 steps. The stragglers of step t are the workers
/// (5t + mk) mod 24 for k < q, m = 7 where q ≤ 3; they evaluate their block too and are in time again
/// for the next step.
@Suite struct PublishedProgramTests {
  @Test(
    arguments: [
      ("pgc-fr", [("phase", "1")], "pgc_fr_s3"),
      ("pgc-fr", [("phase", "1"), ("wait", "published")], "pgc_fr_s3"),
      ("frc", [], "fr_s3"), ("crc", [], "fr_s3"), ("cyclic-mds", [], "fr_s3"),
      ("reed-solomon", [], "fr_s3"), ("is-sgd", [], "is_sgd_3"),
    ] as [(String, [(String, String)], String)])
  func losses(name: String, settings: [(String, String)], fixture: String) throws {
    let scheme = try makeScheme(name, workers: 24, stragglers: 3, settings)
    let delays = CatchingUp { worker, step in
      (0..<3).contains { (5 * step + 7 * $0) % 24 == worker }
    }
    let problem = try ProgramProblem()
    let run = try problem.train(scheme, delays: delays, steps: 50)

    let expected = try numbers("pgc/\(fixture).csv", skipping: 1)
    #expect(expected.count == 51)
    let models = [Array(repeating: 0.0, count: 40)] + run.models
    for (row, model) in zip(expected, models) {
      #expect(abs(problem.loss(at: model) - row[1]) < 1e-10, "after \(row[0]) updates")
    }
    for (row, record) in zip(expected.dropFirst(), run.records) {
      #expect(abs(record.coverage.recovery * 24 - row[2]) < 1e-9)
    }
    let last = try numbers("pgc/\(fixture)_beta.txt", skipping: 0).map { $0[0] }
    #expect(last.count == 40)
    for (a, b) in zip(run.final, last) { #expect(abs(a - b) < 1e-10) }
  }

  @Test func stalenessIsThatOfTheProgram() throws {
    let scheme = try makeScheme("pgc-fr", workers: 24, stragglers: 3, [("phase", "1")])
    let delays = CatchingUp { worker, step in
      (0..<3).contains { (5 * step + 7 * $0) % 24 == worker }
    }
    let run = try ProgramProblem().train(scheme, delays: delays, steps: 12)
    #expect(run.records.map(\.coverage.maxStaleness) == [0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3])
    #expect(abs((run.records.last?.coverage.meanStaleness ?? 0) - 1.5) < 1e-12)
  }
}

/// The data and the objective of the program's runs.
private struct ProgramProblem {
  private let labels: [Double]
  private let rows: [[Double]]

  init() throws {
    let table = try numbers("logistic_240x40/train.csv", skipping: 0)
    labels = table.map { $0[0] }
    rows = table.map { Array($0.dropFirst()) }
  }

  func train(_ scheme: any Scheme, delays: any DelayModel, steps: Int) throws -> Recording {
    let flat = rows.flatMap { $0 }
    let samples = Dataset<Double>(
      features: .dense(
        DenseRows(rows: rows.count, columns: 40, Vector(copying: flat.span))), labels: labels)
    let shares = Array(repeating: 1.0 / 24, count: 24)
    let source = BlockGradients(
      LogisticRegression<Double>(columns: 40, bias: false),
      data: HeldBlocks(samples, sizes: (0..<24).map { ($0, 10) }), shares: shares, minibatch: nil)
    let timing = TaskTiming(delays: delays, secondsOfBlock: Array(repeating: 0, count: 24))
    var cluster = VirtualCluster(scheme, source: source, timing: timing)
    defer { cluster.shutdown() }
    var model = Vector<Double>(repeating: 0, count: 40)
    var optimizer: any Optimizer<Double> & ~Copyable = GradientDescent<Double>(
      stepSize: try StepSize(constant: 0.5))
    var recording = Recording()
    var estimator: any Estimator<Double> & ~Copyable = WeightedSum<Double>()
    try Training.train(
      &model, by: scheme, lateWork: .finish, shares: shares, on: &cluster, with: &optimizer,
      estimator: &estimator, steps: 0..<steps, observer: &recording)
    return recording
  }

  /// mean log(1 + exp(−y xᵀβ)).
  func loss(at beta: [Double]) -> Double {
    var sum = 0.0
    for (y, x) in zip(labels, rows) {
      let margin = y * zip(x, beta).reduce(0) { $0 + $1.0 * $1.1 }
      sum += log(1 + exp(-margin))
    }
    return sum / Double(labels.count)
  }
}

/// The rows of a table of numbers among the fixtures.
private func numbers(_ file: String, skipping lines: Int) throws -> [[Double]] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let text = try String(contentsOf: folder.appending(path: "Fixtures/\(file)"), encoding: .utf8)
  return text.split(separator: "\n").dropFirst(lines).map { line in
    line.split(separator: ",").compactMap { Double($0) }
  }
}
