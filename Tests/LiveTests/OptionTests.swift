import Settings
import TestSupport
import Testing

@testable import LivePage
@testable import pgc_train

/// `--live` takes a port or none.
@Suite("The option") struct OptionTests {
  @Test(
    "The port may be left out, wherever the option stands",
    arguments: [
      ("--live", "--live=any"), ("--live 8080", "--live=8080"), ("--live=80", "--live=80"),
      ("--live --steps 3", "--live=any --steps 3"), ("--live -1", "--live=-1"),
      ("replay --live runs/7", "replay --live=any runs/7"), ("--live any", "--live=any"),
      ("--live --live", "--live=any --live=any"), ("--steps 8 --liver 9", "--steps 8 --liver 9"),
    ])
  func joined(words: String, are joined: String) {
    func split(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    #expect(LiveOption.joined(split(words)) == split(joined))
  }

  @Test("A port is from 1 to 65535", arguments: ["0", "65536", "-1", "web", "", "8080x", "1e3"])
  func wrong(port: String) {
    let error = #expect(throws: ConfigurationError.self) { try LiveOption.port(port) }
    #expect(error?.description.contains("--live \(port): must be a port from 1 to 65535") == true)
  }

  @Test func right() throws {
    #expect(try LiveOption.port("1") == 1 && LiveOption.port("65535") == 65535)
    #expect(try LiveOption.port("any") == nil)
  }

  @Test(
    "What cannot be is told in a line with code 2",
    arguments: [
      ["--live", "70000"], ["--live", "0"], ["--export", "csv"], ["--export", ""],
      ["time", "--live"], ["expect", "--live", "8080"], ["time", "--export", "jsonl"],
      ["--live", "--join", "file"], ["--progress", "fulll"],
      ["export", "nowhere"], ["export", "nowhere", "--format", "parquet"],
      ["export", "nowhere", "--to", "file"],
    ])
  func refused(words: [String]) throws {
    let isRun = words[0].hasPrefix("--") && !words.contains("--join")
    let result = try Command.run(
      "pgc-train", isRun ? ["--virtual", "--steps", "1"] + words : words)
    #expect(result.code == 2, "\(result.errors)")
    #expect(
      result.errors.hasPrefix("pgc-train: ") && result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.contains(words.first { $0.hasPrefix("--") } ?? "nowhere"))
  }
}
