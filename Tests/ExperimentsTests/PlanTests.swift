import Experiments
import Runs
import Settings
import Testing

/// What plans mean.
@Suite struct PlanTests {
  private static let text = """
    name: example
    base: {workers: 6, dataset: "mixture:samples=60,features=3", steps: 4}
    axes:
      delay:
        - {name: exponential, delay: "exponential:mean=1", targets: [train_loss=0.5]}
        - {name: none, delay: none}
      stragglers: [1, 2]
    schemes:
      - {name: uncoded, ignores: [stragglers, step-size]}
      - {name: agc, set: ["copies=2"]}
      - {name: wide, scheme: frc, await: 4}
    exclude:
      - {scheme: agc, stragglers: [2], delay: none}
    seeds: two
    targets: [train_loss=0.6, loss=0.1]
    tuning:
      seeds: [7, 8]
      grid: {step-size: [0.1, 0.2]}
      common: {step-size: 0.3}
    """

  @Test func axesMultiply() throws {
    let plan = try PlanText(Self.text).read()
    let labels = try plan.cells().map { $0.label(in: plan) }
    #expect(
      labels == [
        "delay=exponential stragglers=any scheme=uncoded",
        "delay=exponential stragglers=1 scheme=agc",
        "delay=exponential stragglers=1 scheme=wide",
        "delay=exponential stragglers=2 scheme=agc",
        "delay=exponential stragglers=2 scheme=wide",
        "delay=none stragglers=any scheme=uncoded",
        "delay=none stragglers=1 scheme=agc",
        "delay=none stragglers=1 scheme=wide",
        "delay=none stragglers=2 scheme=wide",
      ])
  }

  @Test func laterLayersWin() throws {
    let study = try Study(try PlanText(Self.text).read())
    let wide = study.cells[2]
    let configuration = try #require(wide.common).configuration
    // k = 4 of the scheme's entry takes the place of the axis's s = 1.
    #expect(configuration.stragglers == 2)
    #expect(configuration.scheme == "frc")
    #expect(configuration.delay == "exponential:mean=1")
    #expect(configuration.stepSize == "0.3")
    #expect(configuration.virtual)
    // What is left open is resolved, so that it is recorded and hashed.
    #expect(configuration.lateWork == "cancel")
    #expect(configuration.model == "logistic")
    #expect(wide.cell.targets.map(\.description) == ["train_loss=0.5"])
    #expect(study.cells[8].cell.targets.count == 2)
    #expect(study.cells[1].common?.configuration.set == ["copies=2"])
  }

  @Test func everyoneIsTunedOnTheSameGrid() throws {
    let study = try Study(try PlanText(Self.text).read())
    for combination in study.cells where combination.cell.scheme != "uncoded" {
      #expect(combination.candidates.map(\.options.text) == ["step-size=0.1", "step-size=0.2"])
      #expect(combination.common?.options.text == "step-size=0.3")
    }
    #expect(study.cells[0].candidates.map(\.options.text) == [""])
    let runs = study.tuningRuns(study.cells[1].cell, study.cells[1].candidates[0])
    #expect(runs.map(\.configuration.seed) == [7, 8])
    #expect(runs[0].configuration.until == "train_loss=0.5")
    let measured = study.measuredRuns(study.cells[1].cell, study.cells[1].candidates[0])
    #expect(measured.map(\.configuration.seed) == [1, 2])
    #expect(measured[0].configuration.until == nil)
  }

  @Test func theSameConfigurationIsTheSameRun() throws {
    let one = try Study(try PlanText(Self.text).read())
    // The same in other words: the late work and the model that it has anyway, another name.
    let other = try Study(
      try PlanText(
        """
        base: {steps: 4, workers: 6, dataset: "mixture:samples=60,features=3", step-size: 0.3}
        axes: {waiting: [{name: exponential, delay: "exponential:mean=1"}]}
        schemes: [{name: mine, scheme: frc, stragglers: 2, late-work: cancel, model: logistic}]
        seeds: two
        """
      ).read())
    let mine = try #require(other.cells[0].common)
    let theirs = try #require(one.cells[2].common)
    let keys = other.measuredRuns(other.cells[0].cell, mine).map(\.key)
    #expect(keys == one.measuredRuns(one.cells[2].cell, theirs).map(\.key))
    #expect(Set(keys).count == 2)
  }

  @Test func seedFiles() throws {
    let text = try PlanText(Self.text)
    #expect(try SeedSet("two", folder: text.folder + "/seeds").seeds == [1, 2])
    let error = #expect(throws: ConfigurationError.self) {
      try SeedSet("three", folder: text.folder + "/seeds")
    }
    #expect(error?.description.contains("(known: two)") == true)
  }
}
