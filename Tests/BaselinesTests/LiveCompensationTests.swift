import TestSupport
import Testing

/// Late results count once, in the step after their own.
@Suite struct LiveCompensationTests {
  /// n = 3, s = 1, seconds 1, 1.1, 1.5 on b = (1, 2, 6), η = 0.3, by hand: step 0 takes b = 1, 2 at x = 0,
  /// (3/3)·0.3; step 1, from 1.1 to 2.2, takes them at 0.3 and worker 2's result on the first model, which
  /// came at 1.5; worker 2 then begins on model 1 and is late again.
  @Test func oneStepLate() throws {
    let run = try Traces.run(
      makeScheme("lgc", workers: 3, stragglers: 1), Quadratic(centers: [1, 2, 6]),
      seconds: [1, 1.1, 1.5], steps: 4, stepSize: 0.3)
    let first = 0.3
    let second = first - 0.1 * ((first - 1) + (first - 2) + (0 - 6))
    // At 3.0, in step 2, worker 2 brings its result on model 1.
    let third = second - 0.1 * ((second - 1) + (second - 2) + (first - 6))
    #expect(zip(run.times, [1.1, 2.2, 3.3]).allSatisfy { abs($0 - $1) < 1e-12 }, "\(run.times)")
    for (found, wanted) in zip(run.models, [first, second, third]) {
      #expect(abs(found - wanted) < 1e-12, "\(run.models)")
    }
  }

  /// Nothing that is two steps late is used.
  @Test func laterIsLost() throws {
    let run = try Traces.run(
      makeScheme("lgc", workers: 3, stragglers: 1), Quadratic(centers: [1, 2, 6]),
      seconds: [1, 1.1, 50], steps: 400, stepSize: 0.3)
    #expect(abs(run.models[399] - 1.5) < 1e-9, "the optimum of the others")
  }
}
