import Runs
import Settings
import Testing

@testable import Experiments

@Suite struct PresetTests {
  @Test func otherOptionsWinWhereverTheyStand() throws {
    let given = OptionList([("steps", "7"), ("preset", "erasurehead-kc"), ("workers", "30")])
    let configuration = try RunConfiguration(given)
    #expect(configuration.dataset == "kc-house")
    #expect(configuration.stepSize == "0.1*0.99^t")
    #expect(configuration.optimizer == "accelerated")
    #expect(configuration.steps == 7 && configuration.workers == 30)
    #expect(configuration.precision == "float64")
    #expect(
      try RunConfiguration(OptionList([("preset", "isgc-mlp-mnist")])).precision == "float32")
  }

  @Test func unknownOnesAreNamed() {
    #expect(throws: ConfigurationError.self) {
      try RunConfiguration(OptionList([("preset", "erasurehead")]))
    }
  }
}
