import Clusters
import Coding
import Datasets
import Foundation
import Kernels
import Learning
import Settings
import Staleness
import Testing
import Training

/// A published program's run of IS-GC on fractional repetition, again, through the training loop.
///
/// 240 samples of 40 features in 24 blocks, c = 4, η = 0.5; in step t the nine workers (5t + k) mod 24,
/// k = 0 … 8, are late.
@Suite struct ISGCReferenceTests {
  @Test func fractionalWithNineStragglers() throws {
    let data = try Self.dataset()
    let objective = LogisticRegression<Double>(columns: 40, bias: false)
    let shares = Array(repeating: 1.0 / 24, count: 24)
    let source = BlockGradients(
      objective, data: HeldBlocks(data, sizes: (0..<24).map { ($0, 10) }), shares: shares,
      minibatch: nil)
    let code = try CodeUnderTest("is-gc-fr", workers: 24, stragglers: 9, [("copies", "4")])
    var cluster = VirtualCluster(
      code.scheme, source: source,
      timing: TaskTiming(delays: NineLate(), secondsOfBlock: Array(repeating: 0, count: 24)))
    var optimizer: any Optimizer<Double> & ~Copyable = GradientDescent<Double>(
      stepSize: try StepSize(constant: 0.5))
    var model = Vector<Double>(repeating: 0, count: 40)
    var observer = Losses(objective: objective, data: data)
    var estimator: any Estimator<Double> & ~Copyable = WeightedSum<Double>()
    try train(
      &model, by: code.scheme, lateWork: .cancel, shares: shares, on: &cluster, with: &optimizer,
      estimator: &estimator, steps: 0..<50, observer: &observer)

    let rows = try Self.lines("pgc/is_fr_c4_9stragglers.csv").dropFirst(2).map {
      $0.split(separator: ",").compactMap { Double($0) }
    }
    #expect(rows.count == 50 && observer.losses.count == 50)
    for (i, row) in rows.enumerated() {
      #expect(abs(observer.losses[i] - row[1]) < 1e-10, "update \(row[0])")
      #expect(observer.recovered[i] == Int(row[2]), "update \(row[0])")
    }
    let final = try Self.lines("pgc/is_fr_c4_9stragglers_beta.txt").flatMap {
      $0.split(whereSeparator: { $0 == " " || $0 == "," }).compactMap { Double($0) }
    }
    #expect(final.count == 40)
    for i in final.indices { #expect(abs(model[i] - final[i]) < 1e-10) }
  }

  private struct NineLate: DelayModel {
    func seconds(worker: Int, step: Int, load: Double) -> Double {
      (0..<9).contains { (5 * step + $0) % 24 == worker } ? 10 : 1
    }
  }

  private struct Losses: TrainingObserver {
    let objective: LogisticRegression<Double>
    let data: Dataset<Double>
    var losses: [Double] = []
    var recovered: [Int] = []

    mutating func stepped(_ record: StepRecord, model: Span<Double>) -> Bool {
      losses.append(objective.evaluate(data, at: model, using: objective.makeWorkspace()).loss)
      recovered.append(Int((24 * record.coverage.recovery).rounded()))
      return true
    }
  }

  private static func dataset() throws -> Dataset<Double> {
    let rows = try lines("logistic_240x40/train.csv").map {
      $0.split(separator: ",").compactMap { Double($0) }
    }
    var elements = Vector<Double>(repeating: 0, count: rows.count * 40)
    for (i, row) in rows.enumerated() {
      try #require(row.count == 41)
      for column in 0..<40 { elements[i * 40 + column] = row[column + 1] }
    }
    let features = DenseRows(rows: rows.count, columns: 40, elements)
    return Dataset(features: .dense(features), labels: rows.map { $0[0] })
  }

  private static func lines(_ name: String) throws -> [Substring] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: tests.appending(path: "Fixtures/\(name)"), encoding: .utf8)
    return text.split(separator: "\n")
  }
}
