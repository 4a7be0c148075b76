import Foundation
import TestSupport
import Testing

/// What a run says of itself.
@Suite("Runs say")
struct SaidOfRunsTests {
  private static let problem = [
    "--virtual", "--workers", "4", "--dataset", "mixture:samples=90,features=3", "--steps", "5",
  ]

  private func run(_ words: [String]) throws -> Launcher.Result {
    let folder = try TemporaryFolder()
    let result = try Launcher.alone(Self.problem + words + ["--out", folder.file("run")])
    #expect(result.code == 0, "\(result.errors)")
    return result
  }

  @Test("that a scheme waits for all where no stragglers are given, and only then")
  func waitsForAll() throws {
    let note = "no --stragglers are given, so pgc waits for 4 fresh of 4 workers"
    #expect(try run([]).output.contains(note))
    for words in [
      ["--stragglers", "0"], ["--await", "3"], ["--scheme", "uncoded"],
      ["--stop", "deadline:seconds=1"], ["--quiet"],
    ] { #expect(try !run(words).output.contains("note:"), "\(words)") }
  }

  @Test("nothing of speed where nothing takes time")
  func noSpeed() throws {
    #expect(try run([]).output.contains("virtual time     none passed, since nothing takes time"))
    let timed = try run(["--delay", "fixed:seconds=0.5"]).output
    #expect(timed.contains("2.500 s, 500.00 ms a step"), "\(timed)")
    let folder = try TemporaryFolder()
    let times = try Launcher.alone(["time", "--workers", "4", "--out", folder.file("run")])
    #expect(times.output.contains("none passed") && !times.output.contains("seconds a step"))
  }

  @Test("how far they are, without a terminal, where that is asked for")
  func progress() throws {
    let plain = try run(["--progress", "plain:seconds=0", "--stragglers", "1"])
    let lines = plain.errors.split(separator: "\n")
    #expect(lines.count >= 5 && lines[0].hasPrefix("step 1/5 "), "\(plain.errors)")
    #expect(!plain.errors.contains("\u{1B}") && !plain.errors.contains("\r"))
    for style in [[], ["--progress", "plain"], ["--progress", "none"], ["--progress", "line"]] {
      #expect(try run(style).errors.isEmpty, "\(style)")
    }
    let folder = try TemporaryFolder()
    let ranks = try Launcher.train(
      ranks: 3,
      [
        "--dataset", "mixture:samples=90,features=3", "--steps", "5", "--progress",
        "plain:seconds=0", "--out", folder.file("run"),
      ])
    #expect(ranks.errors.contains("step 5/5 "), "\(ranks.errors)")
  }
}
