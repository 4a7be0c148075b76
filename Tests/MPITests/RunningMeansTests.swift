import Foundation
import TestSupport
import Testing

/// Programs with running means among their coordinates, such as batch normalization's statistics.
@Suite("Running means of programs", .serialized)
struct RunningMeansTests {
  private func model(_ folder: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder + "/model.npy"))
  }

  private func virtual(_ words: [String], into out: String, _ folder: TemporaryFolder) throws {
    let result = try Launcher.alone(["--virtual", "--out", folder.file(out)] + words)
    #expect(result.code == 0, "\(words): \(result.errors)")
  }

  private func averages(rate: Double) -> [String] {
    ["--program", PythonProgram.command("Tests/Fixtures/program/averages.py", ["\(rate)"])]
  }

  @Test(
    "Running means are those of all samples, whatever the scheme and the optimizer",
    arguments: [
      ["uncoded"], ["uncoded", "--optimizer", "heavy-ball", "--l2", "0.1", "--step-size", "0.01"],
      ["uncoded", "--optimizer", "nesterov"], ["frc", "--stragglers", "1"],
      ["crc", "--stragglers", "1"], ["pgc", "--stragglers", "0"],
    ])
  func means(words: [String]) throws {
    let folder = try TemporaryFolder()
    // 43 samples: blocks are unequal, and means of them are weighted. Five steps of rate ½ leave 1/32.
    for (rate, steps, left) in [(1.0, 1, 0.0), (0.5, 5, 1 / 32.0)] {
      try virtual(
        [
          "--workers", "4", "--steps", "\(steps)", "--evaluate-every", "1", "--step-size", "0.1",
          "--no-picture", "--quiet", "--precision", "float64", "--scheme",
        ] + words + averages(rate: rate), into: "run\(steps)", folder)
      let off = try Table(folder.file("run\(steps)/evaluations.csv"))["off"]
      let (begin, end) = (try #require(off.first), try #require(off.last))
      #expect(off.count == steps + 1 && begin > 0.1 && abs(end - left * begin) < 1e-12)
    }
  }

  @Test("Running means have the same bits on ranks, in a replay and resumed")
  func sameBitsOfMeans() throws {
    let folder = try TemporaryFolder()
    let words =
      [
        "--scheme", "pgc", "--stragglers", "1", "--optimizer", "heavy-ball", "--checkpoint-every",
        "1",
      ]
      + ["--delay", "exponential:mean=0.005"] + averages(rate: 0.1) + [
        "--precision", "float64", "--no-picture", "--quiet",
      ]
    let ranks = try Launcher.train(
      ranks: 5, words + ["--steps", "20", "--step-size", "0.1", "--out", folder.file("ranks")])
    #expect(ranks.code == 0, "\(ranks.errors)")
    let again = try Launcher.alone(
      ["replay", folder.file("ranks"), "--out", folder.file("again"), "--no-picture", "--quiet"])
    #expect(again.code == 0, "\(again.errors)")
    #expect(try model(folder.file("ranks")) == model(folder.file("again")))

    let some = ["--virtual"] + words + ["--workers", "4", "--step-size", "0.1"]
    let part = folder.file("part")
    let steps = ["--steps", "\(try Launcher.interrupted(some, out: part) + 10)"]
    let resumed = try Launcher.alone(["--resume", part, "--no-picture", "--quiet"] + steps)
    #expect(resumed.code == 0, "\(resumed.errors)")
    let whole = try Launcher.alone(
      some + steps + ["--threads", "2", "--out", folder.file("whole")])
    #expect(whole.code == 0, "\(whole.errors)")
    #expect(try model(folder.file("whole")) == model(part))
  }

  @Test(
    "What would move running means otherwise is told in a line",
    arguments: [["--optimizer", "block-secant"], ["--local-steps", "2"]])
  func meansMovedOtherwise(option: [String]) throws {
    let result = try Launcher.alone(
      ["--virtual", "--workers", "2", "--scheme", "pgc", "--stragglers", "0"] + option
        + averages(rate: 1))
    #expect(result.code == 2)
    #expect(result.errors.contains("pgc-train: \(option[0]) \(option[1]): "), "\(result.errors)")
    #expect(result.errors.contains("running means"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }
}
