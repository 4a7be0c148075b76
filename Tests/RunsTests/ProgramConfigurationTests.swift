import Settings
import TestSupport
import Testing

@testable import Runs

/// What `--program` makes of other options.
@Suite struct ProgramConfigurationTests {
  private func configuration(_ options: [(String, String)]) throws -> RunConfiguration {
    try RunConfiguration(OptionList([("program", "python3 mine.py")] + options))
  }

  @Test func precisionIsThatOfLibraries() throws {
    #expect(try configuration([]).precision == "float32")
    #expect(try configuration([("precision", "float64")]).precision == "float64")
  }

  @Test("A command that is printed names no data set, and comes to the same configuration")
  func words() throws {
    let given = try configuration([("steps", "7")])
    #expect(!given.arguments.contains("--dataset"))
    #expect(given.arguments.contains("--program"))
    try given.check(given: ["program", "steps"])
    #expect(throws: ConfigurationError.self) { try given.check(given: ["program", "dataset"]) }
  }

  @Test("A run is known by the content of the files that the command names")
  func files() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write("mine.py", "print(1)")
    var given = RunConfiguration()
    given.program = "python3 \(script) --fast '\(script)' \(folder.path)"
    let first = try Provenance(of: given, program: "")
    #expect(first.data.map(\.file) == [script, script])
    try folder.write("mine.py", "print(22)")
    #expect(try Provenance(of: given, program: "").data != first.data)
  }
}
