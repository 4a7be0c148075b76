import ArgumentParser
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
    for word in PGCTrain.commands + ["SCHEME:", "DATA:", "FILES:"] + RunOption.names {
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

  @Test("Completions are made for three shells", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let result = try Launcher.alone(["--generate-completion-script", shell])
    #expect(result.code == 0)
    for word in ["record-tasks", "replay", "pgc-hybrid", "cancel"] {
      #expect(result.output.contains(word), "\(word)")
    }
  }
}
