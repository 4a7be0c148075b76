import ArgumentParser
import Coding
import Runs
import Settings
import TestSupport
import Testing

@testable import pgc_train

/// `pgc-train` is one program of several commands, and explains itself.
@Suite("Commands")
struct CommandTests {
  private static let problem = [
    "--workers", "4", "--delay", "exponential:mean=0.5", "--steps", "5",
  ]

  @Test("Help tells what there is, and of each command the options that it uses")
  func help() throws {
    #expect(try Launcher.alone(["--version"]).output == "0.1.0\n")
    let overview = try Launcher.alone(["--help"])
    #expect(overview.code == 0)
    let ofRun = RunOption.names.filter { RunOption.modes(of: $0)?.contains(.run) == true }
    for word in PGCTrain.commands + ["SCHEME:", "DATA:", "FILES:"] + ofRun {
      #expect(overview.output.contains(word), "\(word)")
    }
    #expect(try Launcher.alone(["help"]).output == overview.output)
    for mode in RunMode.allCases {
      let help = try Launcher.alone(["help", mode.rawValue])
      #expect(help.code == 0 && help.output.hasPrefix("OVERVIEW: "))
      #expect(try Launcher.alone([mode.rawValue, "--help"]).output == help.output)
      for name in RunOption.names {
        #expect(
          help.output.contains("\n  --\(name) ") == RunOption.modes(of: name)?.contains(mode),
          "\(mode): --\(name)")
      }
    }
  }

  @Test(
    "The options of before they were commands say the same",
    arguments: [
      (["time"] + problem, problem + ["--timing-only"]),
      (
        ["expect", "--delay", "shifted-exponential"],
        ["--expectations", "--delay=shifted-exponential"]
      ),
      (["list", "schemes"], ["--list", "schemes"]), (["list", "delays"], ["--list=delays"]),
      (["run", "--virtual"], ["--virtual"]),
    ])
  func olderWords(command: [String], option: [String]) throws {
    let (one, other) = (try Self.parsed(command), try Self.parsed(option))
    #expect(type(of: one) == type(of: other))
    #expect("\(one)" == "\(other)")
  }

  private static func parsed(_ words: [String]) throws -> any ParsableCommand {
    try PGCTrain.parseAsRoot(try CommandWords(words).arguments)
  }

  @Test(
    "What asks for nothing is told in one line",
    arguments: [
      (["tim"], "did you mean 'time'"), (["4"], "there is no '4'"),
      (["time", "--replay", "x"], "asks for 'replay'"),
      (["--timing-only", "--expectations"], "give one of them"),
      (["--timing-only=yes"], "takes no value"), (["--scheme", "--workers"], "--workers follows"),
      (["--steps"], "needs a value"), (["--config"], "--config: needs a value"),
      (["replay"], "record"), (["replay", "no-such-run"], "no-such-run/run.json"),
      (["list", "shemes"], "did you mean 'schemes'"),
    ])
  func wrong(words: [String], says: String) throws {
    let result = try Launcher.alone(words)
    #expect(result.code == 2)
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test(
    "A value below zero is told with the option and what it may be",
    arguments: RunOption.all.filter { !$0.isFlag }.map(\.name) + RunOption.shorthands + ["config"])
  func negative(name: String) throws {
    let folder = try TemporaryFolder()
    let dataset = name == "dataset" ? [] : ["--dataset", "mixture:samples=60,features=2"]
    let isOfRuns = RunOption.modes(of: name)?.contains(.run) ?? true
    let result = try Launcher.alone(
      (isOfRuns ? ["--virtual"] + dataset : ["time"]) + [
        "--out", folder.file("run"), "--\(name)", "-1",
      ])
    #expect(result.code == 2, "\(result.output)")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 1 && lines.first?.contains("--\(name)") == true, "\(result.errors)")
    #expect(lines.first?.contains("-1") == true, "\(result.errors)")
    if name == "seed" { #expect(result.errors.contains("0 to 2^64 - 1")) }
  }

  @Test(
    "A scheme that has no use for s says so of one that is given by hand",
    arguments: Schemes.all.map { $0.description.entry.name })
  func stragglers(scheme: String) throws {
    let type = try #require(Schemes.all.first { $0.description.entry.name == scheme })
    let uses = type.description.usesStragglers
    for words in [["--stragglers", "1"], ["--await", "5"]] {
      let result = Result {
        try Self.configuration(["--scheme", scheme, "--workers", "6"] + words)
      }
      #expect((try? result.get()) != nil || !uses)
      guard !uses, case .failure(let error) = result else { continue }
      #expect("\(error)".contains("\(words.joined(separator: " ")): \(scheme) does not use"))
    }
    // Commands that are printed of a run can be given by hand.
    var printed = RunConfiguration()
    (printed.scheme, printed.workers, printed.stragglers) = (scheme, 6, 1)
    #expect(try Self.configuration(printed.arguments).scheme == scheme)
    // What a file says, or what asks for nothing, is no mistake.
    #expect(
      try Self.configuration(["--scheme", scheme, "--stragglers", "0"]).stragglers == 0)
  }

  private static func configuration(_ words: [String]) throws -> RunConfiguration {
    let words = try CommandWords(["--virtual"] + words)
    let command = try #require(try PGCTrain.parseAsRoot(words.arguments) as? RunCommand)
    return try command.configuration(words)
  }

  @Test("Completions are made for three shells", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let result = try Launcher.alone(["--generate-completion-script", shell])
    #expect(result.code == 0)
    for word in ["record-tasks", "replay", "pgc-hybrid", "cancel"] {
      #expect(result.output.contains(word), "\(word)")
    }
  }
}
