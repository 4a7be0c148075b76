import Experiments
import Runs
import Settings
import Testing

/// The precision of a run whose plan names none.
@Suite struct UsualPrecisionTests {
  @Test(arguments: [
    ([("model", "mlp:hidden=3")], "float32"), ([("model", "softmax")], "float64"),
    ([("model", "cnn"), ("precision", "Float64")], "float64"), ([], "float64"),
  ])
  func byModel(options: [(String, String)], precision: String) throws {
    #expect(try RunConfiguration(OptionList(options)).precision == precision)
  }

  /// A command that leaves it out gets the model's usual one.
  @Test(arguments: [
    ("mlp:hidden=3", "float64", true), ("mlp:hidden=3", "float32", true),
    ("softmax", "float32", true), ("softmax", "float64", false),
  ])
  func isInTheCommand(model: String, precision: String, isSaid: Bool) throws {
    let configuration = try RunConfiguration(
      OptionList([("model", model), ("precision", precision)]))
    #expect(configuration.arguments.contains("--precision") == isSaid)
  }

  @Test func aModelThatIsNoSpec() {
    #expect(throws: ConfigurationError.self) {
      try RunConfiguration(OptionList([("model", "mlp:hidden")]))
    }
  }
}
