import Foundation
import Runs
import Testing

@testable import Experiments

/// Curves, targets and pairs against numbers computed by hand.
@Suite struct AggregationTests {
  /// Models after 0, 2 and 4 steps, at 0, 1 and 4 s, with 0, 10 and 30 block gradients.
  private func run(_ loss: [Double], accuracy: [Double] = [0, 0.5, 1], diverged: Bool = false)
    -> RunResult
  {
    var curve = Curve()
    curve.steps = [0, 2, 4]
    curve.times = [0, 1, 4]
    curve.evaluated = [0, 10, 30]
    curve.cancelled = [0, 1, 5]
    curve.metrics = [("train_loss", loss), ("test_accuracy", accuracy)]
    return RunResult(curve: curve, diverged: diverged)
  }

  @Test(
    arguments: [
      (Curve.Axis.time, 0.0, 8.0), (.time, 0.5, 6), (.time, 1, 4), (.time, 2.5, 3), (.time, 4, 2),
      (.steps, 1, 6), (.steps, 3, 3), (.evaluations, 5, 6), (.evaluations, 15, 3.5),
    ])
  func curvesAreLinearBetweenModels(axis: Curve.Axis, place: Double, value: Double) {
    #expect(run([8, 4, 2]).curve.value(of: "train_loss", at: place, on: axis) == value)
  }

  @Test func curvesEndWithTheRun() {
    let curve = run([8, .nan, 2]).curve
    #expect(curve.value(of: "train_loss", at: 4.01, on: .time) == nil)
    #expect(curve.value(of: "train_loss", at: -1, on: .time) == nil)
    #expect(curve.value(of: "train_loss", at: 2, on: .time) == nil)
    #expect(curve.value(of: "no_such", at: 1, on: .time) == nil)
  }

  @Test func targetsAreReachedAtEvaluatedModels() throws {
    let crossing = try #require(
      Crossing(of: try Target(parsing: "train_loss=5"), in: run([8, 4, 2])))
    #expect(crossing.time == 1 && crossing.steps == 2)
    #expect(crossing.evaluated == 10 && crossing.cancelled == 1)
    let rising = try #require(
      Crossing(of: try Target(parsing: "test_accuracy=0.6"), in: run([8, 4, 2])))
    #expect(rising.time == 4 && rising.cost(.evaluations) == 30)
    #expect(Crossing(of: try Target(parsing: "train_loss=1"), in: run([8, 4, 2])) == nil)
  }

  @Test func theDecodedLossIsReachedWhenItsStepCloses() throws {
    let steps = [0.9, 0.5, 0.6, 0.2].enumerated().map { i, loss in
      RunResult.Step(
        time: Double(i) + 0.5, waited: 1, recovery: 1, meanStaleness: 0, maxStaleness: 0,
        loss: loss,
        evaluated: Double(3 * i), cancelled: Double(i))
    }
    let result = RunResult(curve: Curve(), steps: steps)
    let crossing = try #require(Crossing(of: try Target(parsing: "loss=0.5"), in: result))
    #expect(crossing.time == 1.5 && crossing.steps == 2 && crossing.evaluated == 3)
  }

  /// Five runs of which two never got there: later than all others, in the median and the share.
  @Test func censoredRunsCount() {
    let costs = CostsToTarget([3, nil, 1, nil, 2])
    #expect(costs.reached == [3, 1, 2])
    #expect(costs.count == 5)
    #expect(costs.share == 0.6)
    #expect(costs.median == 3)
    #expect(CostsToTarget([1, nil, nil]).median == .infinity)
    #expect(CostsToTarget([1, nil]).median == .infinity)
    #expect(CostsToTarget([nil]).share == 0)
  }

  /// Ratios 4/2 and 9/3: their geometric mean is √6, not the 13/5 of the means.
  ///
  /// With two logarithms
  /// the half interval is 12.7062 · |ln 2 − ln 3| / 2.
  @Test func speedUpsArePaired() throws {
    let speedUp = SpeedUp([(4, 2), (nil, 1), (9, 3), (5, nil), (nil, nil)])
    #expect(speedUp.ratios == [2, 3])
    let estimate = Estimate(speedUp.ratios, .studentT, isCost: true)
    #expect(abs(estimate.mean - 6.0.squareRoot()) < 1e-12)
    #expect(speedUp.onlyScheme == 1 && speedUp.onlyReference == 1 && speedUp.neither == 1)
    #expect(speedUp.count == 5)
    #expect(speedUp.wins == 3)
    let interval = try #require(estimate.interval)
    let half = 12.706_204_736 * log(1.5) / 2
    #expect(abs(log(interval.high) - (log(6) / 2 + half)) < 1e-8)
    #expect(abs(log(interval.low) - (log(6) / 2 - half)) < 1e-8)
  }

  /// Pairs that only one reached count as 0 and as infinite; who never compared, not at all.
  @Test func theMedianIsOfAllPairs() {
    #expect(SpeedUp([(4, 2), (9, 3), (5, nil), (nil, nil)]).median == 2)
    #expect(SpeedUp([(4, 2), (9, 3), (nil, 1), (nil, 1), (5, nil)]).median == 3)
    #expect(SpeedUp([(4, 2), (nil, 1)]).median == .infinity)
    #expect(SpeedUp([(nil, nil)]).median.isNaN)
  }

  @Test func aTieIsHalfAWin() {
    let speedUp = SpeedUp([(2, 2), (0, 0)])
    #expect(speedUp.ratios == [1, 1])
    #expect(speedUp.wins == 1)
  }

  private func score(
    reached: Int, time: Double = .nan, diverged: Int = 0, failed: Int = 0, missing: Int = 0,
    final: Double = .nan
  ) -> Tuning.Score {
    Tuning.Score(
      runs: 3 - failed - missing, reached: reached, diverged: diverged, failed: failed,
      missing: missing, meanTime: time, finalMetric: final)
  }

  @Test func tuningPrefersReachingThenTime() throws {
    let loss = try Target(parsing: "train_loss=0.1")
    func chosen(_ scores: [Tuning.Score], _ target: Target? = nil) -> Int? {
      let words = Dial(option: "optimizer", values: scores.indices.map { "w\($0)" })
      return try? TuningSearch(
        space: TuningSpace(dials: [words]), budget: nil, extensions: 0, stages: 1,
        target: target ?? loss, isPossible: { _ in true }, score: { place, _ in scores[place[0]] }
      ).run().chosen
    }
    #expect(chosen([score(reached: 2, time: 1), score(reached: 3, time: 9)]) == 1)
    #expect(chosen([score(reached: 3, time: 9), score(reached: 3, time: 8)]) == 1)
    #expect(chosen([score(reached: 3, time: 8), score(reached: 3, time: 8)]) == 0)
    #expect(chosen([score(reached: 0, final: 0.4), score(reached: 0, final: 0.3)]) == 1)
    #expect(chosen([score(reached: 0), score(reached: 0, final: 0.3)]) == 1)
    #expect(
      chosen([score(reached: 0, diverged: 1, final: 0.1), score(reached: 0, final: 0.3)]) == 1)
    #expect(chosen([score(reached: 2, time: 1, failed: 1), score(reached: 1, time: 5)]) == 1)
    #expect(chosen([score(reached: 2, failed: 1)]) == nil)
    #expect(chosen([score(reached: 2, time: 1), score(reached: 1, missing: 1)]) == nil)
    let accuracy = try Target(parsing: "test_accuracy=0.9")
    #expect(chosen([score(reached: 0, final: 0.4), score(reached: 0, final: 0.3)], accuracy) == 0)
  }
}
