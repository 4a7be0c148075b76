import ArgumentParser
import Settings
import TestSupport
import Testing

@testable import Experiments
@testable import Runs
@testable import pgc_train

/// An option has one name, on the command line, in files, in plans and in printed commands.
@Suite struct OptionNamesTests {
  /// A configuration with something unusual for one option: the first of these that it takes.
  private static func unusual(_ option: RunOption) -> RunConfiguration? {
    for text in ["7", "no", "yes", "loss=1", "float32", "plain", "skip", "word"] {
      var configuration = RunConfiguration()
      if option.name.hasPrefix("program-") { configuration.program = "word" }
      if option.name == "local-step-size" { configuration.localSteps = 2 }
      do throws(ConfigurationError) {
        try option.read([text], into: &configuration)
        try configuration.check()
      } catch { continue }
      if option.texts(in: configuration) != option.texts(in: RunConfiguration()) {
        return configuration
      }
    }
    return nil
  }

  /// What the command line comes to.
  private static func parse(_ arguments: [String], _ mode: RunMode) throws -> RunConfiguration {
    let words = try CommandWords([mode.rawValue] + arguments)
    let command = try #require(
      try PGCTrain.parseAsRoot(words.arguments) as? any TrainingCommand)
    return try command.configuration(words)
  }

  /// The help of the command that is the first to use an option.
  private static func help(_ option: RunOption?) -> String {
    option?.modes.contains(.run) == false
      ? PGCTrain.helpMessage(for: TimeCommand.self, columns: 1000)
      : PGCTrain.helpMessage(for: RunCommand.self, columns: 1000)
  }

  @Test func namesAreOnTheCommandLine() {
    let names = TrainingOptions<InRun>.declared.map(\.name)
    #expect(Set(names) == Set(RunOption.names))
    #expect(Set(RunOption.names).count == RunOption.names.count)
    #expect(
      Set(TrainingOptions<InRun>.flags) == Set(RunOption.all.filter(\.isFlag).map(\.name)))
    for name in RunOption.names {
      #expect(Self.help(RunOption.named(name)).contains("\n  --\(name) "), "--\(name)")
    }
  }

  @Test("Help tells the defaults that there are")
  func defaults() throws {
    for option in RunOption.all where !option.isFlag {
      guard let usual = option.texts(in: RunConfiguration()).first else { continue }
      let lines = Self.help(option).split(separator: "\n")
      let at = try #require(lines.firstIndex { $0.hasPrefix("  --\(option.name) ") })
      // Behind a long name help begins on the next line.
      let line = lines[at].hasSuffix(">") ? lines[at] + lines[at + 1] : lines[at]
      let said = try #require(line.split(separator: "(default: ").last)
      // Threads are in other words: what 0 stands for.
      let word = usual.hasSuffix(".0") ? String(usual.dropLast(2)) : usual
      #expect(said.contains(word) || option.name == "threads", "\(line)")
    }
  }

  @Test(arguments: RunOption.all.map(\.name))
  func sameEverywhere(name: String) throws {
    let option = try #require(RunOption.named(name))
    var configuration = try #require(Self.unusual(option), "no value for --\(name)")
    let texts = option.texts(in: configuration)
    let options = OptionList([("precision", configuration.precision)])
      .adding(OptionList(configuration.program.map { [("program", $0)] } ?? []))
      .adding(OptionList([("local-steps", "\(configuration.localSteps)")]))
      .adding(OptionList([(name, texts[0])]))

    #expect(try RunConfiguration(options) == configuration)
    if option.isOfPlans {
      #expect(try RunConfiguration(options, among: RunOption.namesOfPlans) == configuration)
    } else {
      #expect(throws: ConfigurationError.self) {
        try RunConfiguration(options, among: RunOption.namesOfPlans)
      }
    }

    // One process has no other clock.
    configuration.virtual = true
    let mode = option.modes.contains(.run) ? RunMode.run : .time
    configuration.mode = mode
    #expect(configuration.arguments.contains("--\(name)"))
    #expect(try Self.parse(configuration.arguments, mode) == configuration)
    let folder = try TemporaryFolder()
    let file = try folder.write("run.json", RunKey.json(configuration))
    #expect(try Self.parse(["--config", file], mode) == configuration)
  }
}
