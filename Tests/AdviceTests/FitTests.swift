import Advice
import Clusters
import Settings
import Testing

/// Fits of delay models.
@Suite("Advice: fits") struct FitTests {
  private func fits(_ delay: String, _ models: Set<String>? = nil, base: Double = 0) throws
    -> [String: DelayFit]
  {
    let steps = models == nil ? 20 : 100
    let table = try Draws.table(delay, workers: 12, steps: steps, seed: 3, base: base)
    let fits = try StragglerReport(table, missing: table.longest, models: models).fits
    return Dictionary(uniqueKeysWithValues: fits.map { ($0.model, $0) })
  }

  @Test("every model of the registry has a fit, which its option reads")
  func all() throws {
    let fits = try fits("fixed:seconds=0.2+exponential:mean=1")
    #expect(Set(fits.keys) == Set(Delays.entries.map(\.name)))
    for fit in fits.values where fit.model != "trace" {
      _ = try Delays.make(fit.delay, workers: 12, seed: 1)
      #expect((0...1).contains(fit.distance) && (0...1).contains(fit.workerDistance))
    }
  }

  @Test(
    "the model that a table was drawn from fits, and one that is far from it does not",
    arguments: [
      ("fixed:seconds=0.2+exponential:mean=1", "exponential", "fixed"),
      ("fixed:seconds=0.2+exponential:mean=1", "shifted-exponential", "two-point"),
      ("pareto:scale=1,shape=1.5", "pareto", "exponential"),
      ("weibull:scale=2,shape=3", "weibull", "pareto"),
      ("log-normal:median=1,sigma=0.7", "log-normal", "two-point"),
      ("two-point:fast=1,slow=4,probability=0.2", "two-point", "log-normal"),
      (
        "fixed:seconds=1+gilbert-elliott:enter=0.05,leave=0.3,seconds=3", "gilbert-elliott",
        "weibull"
      ),
      ("fixed:seconds=1+slow:workers=2+9,seconds=2", "slow", "exponential"),
      ("fixed:seconds=2", "fixed", "legacy-erasurehead"),
    ])
  func best(delay: String, model: String, other: String) throws {
    let fits = try fits(delay, [model, other])
    let (near, far) = (try #require(fits[model]), try #require(fits[other]))
    #expect(near.distance < 0.07, "\(near)")
    #expect(far.distance > near.distance + 0.05, "\(far)")
  }

  @Test("speeds of workers are factors on computing")
  func speeds() throws {
    let fit = try #require(try fits("speeds:sigma=0.5", ["speeds"], base: 2)["speeds"])
    #expect(fit.compute != nil && fit.distance < 0.3)
  }
}
