import Clusters
import Testing

/// Sample means of every model with a closed mean; seeds are fixed, so a pass stays a pass.
@Suite struct DelaysMeanTests {
  @Test(
    arguments: [
      ("none", 0),
      ("fixed:seconds=0.25", 0.25),
      ("exponential:mean=0.5", 0.5),
      ("shifted-exponential:work=2,rate=0.5,shift=0.1", 0.1 + (2 + 2) / 20.0),
      ("pareto:scale=2,shape=3", 3),
      ("weibull:scale=1,shape=2", 0.886_226_925_452_758),
      ("log-normal:median=2,sigma=0.5", 2.266_296_906_133_653),
      ("two-point:fast=1,slow=5,probability=0.25", 2),
      ("gilbert-elliott:enter=0.2,leave=0.6,seconds=4", 1),
      ("exponential:mean=0.5+two-point:slow=3,probability=0.5", 2.5),
    ] as [(String, Double)])
  func meanOfDraws(text: String, expected: Double) throws {
    let model = try Delays.make(text, workers: 20, seed: 7)
    let mean = try #require(model.mean)
    #expect(abs(mean - expected) < 1e-12)

    var sum = 0.0
    var squares = 0.0
    let steps = 10_000
    for step in 0..<steps {
      for worker in 0..<20 {
        let seconds = model.seconds(worker: worker, step: step, load: 1)
        sum += seconds
        squares += seconds * seconds
      }
    }
    let count = Double(20 * steps)
    let variance = max(squares / count - (sum / count) * (sum / count), 0)
    // Bursts make neighboring draws alike: with enter + leave = 0.8 the variance of a mean grows
    // by (2 - 0.8)/0.8.
    let correlation = text.hasPrefix("gilbert") ? 1.5 : 1
    let error = (variance * correlation / count).squareRoot()
    #expect(abs(sum / count - mean) <= 4 * error + 1e-9)
  }

  @Test(arguments: [
    "pareto:scale=1,shape=1", "slow:workers=0,seconds=1",
    "exponential:mean=1+slow:workers=0,seconds=1",
  ])
  func noMean(text: String) throws {
    #expect(try Delays.make(text, workers: 2, seed: 1).mean == nil)
  }
}
