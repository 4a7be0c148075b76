import Foundation
import Runs
import TestSupport
import Testing

/// Whatever was done, its run.json does it again.
@Suite("run.json repeats")
struct EveryModeRepeatsTests {
  private static let data = ["--dataset", "mixture:samples=90,features=3"]
  private static let some = ["--workers", "4", "--steps", "6"]

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private func run(_ words: [String]) throws {
    let result = try Launcher.alone(words)
    #expect(result.code == 0, "\(words): \(result.errors)")
  }

  @Test(arguments: RunMode.allCases)
  func repeats(mode: RunMode) throws {
    let folder = try TemporaryFolder()
    let (first, again) = (folder.file("first"), folder.file("again"))
    let delay = ["--delay", "exponential:mean=0.5"]
    var files = ["steps.csv", "arrivals.csv"]
    switch mode {
    case .run:
      try run(["run", "--virtual", "--out", first] + Self.some + Self.data + delay)
      files.append("model.npy")
    case .time: try run(["time", "--out", first, "--record-tasks"] + Self.some + delay)
    case .expect:
      try run(["expect", "--delay", "shifted-exponential", "--out", first] + Self.some)
      files = ["expectations.csv"]
    case .replay:
      try run(["--virtual", "--out", folder.file("run")] + Self.some + Self.data + delay)
      try run(["replay", folder.file("run"), "--out", first, "--evaluate-every", "2"])
      files += ["model.npy", "evaluations.csv"]
    }
    try run(["--config", first + "/run.json", "--out", again])
    for file in files {
      #expect(try bytes("\(first)/\(file)") == bytes("\(again)/\(file)"), "\(file)")
    }
    for place in [first, again] {
      let record = try String(contentsOfFile: place + "/run.json", encoding: .utf8)
      #expect(record.contains("\"command\" : \"\(mode.rawValue)\""))
      #expect(record.contains("\"outcome\" : \"done\""))
    }
  }

  @Test("A command that is named does what it says with the options of another one's record")
  func another() throws {
    let folder = try TemporaryFolder()
    try run(["time", "--out", folder.file("a")] + Self.some)
    try run(["run", "--config", folder.file("a/run.json"), "--out", folder.file("b")] + Self.data)
    #expect(try bytes(folder.file("b/model.npy")).count > 100)
  }

  @Test("A run that was interrupted is repeated as far as it is whole")
  func interrupted() throws {
    let folder = try TemporaryFolder()
    let whole = folder.file("run/arrivals.csv")
    try run(
      ["--virtual", "--delay", "exponential:mean=0.5", "--out", folder.file("run")] + Self.some
        + Self.data)
    let lines = try String(contentsOfFile: whole, encoding: .utf8).split(separator: "\n")
    // In the middle of step 3.
    let opened = try #require(lines.firstIndex { $0.hasPrefix("3,") && $0.contains("opened") })
    try lines[...(opened + 1)].joined(separator: "\n").write(
      toFile: whole, atomically: true, encoding: .utf8)
    let refused = try Launcher.alone(
      ["replay", folder.file("run"), "--out", folder.file("x")])
    #expect(refused.code == 1)
    #expect(refused.errors.contains("ends in step 3") && refused.errors.contains("--steps 3"))
    try run(["replay", folder.file("run"), "--steps", "3", "--out", folder.file("again")])
    #expect(try Table(folder.file("again/steps.csv"))["step"] == [0, 1, 2])
  }

  @Test("Seconds of a replay are those of the run that it repeats")
  func clock() throws {
    let folder = try TemporaryFolder()
    let run = try Launcher.train(
      ranks: 3, Self.data + ["--steps", "4", "--out", folder.file("run")])
    #expect(run.code == 0, "\(run.errors)")
    let again = try Launcher.alone(["replay", folder.file("run"), "--out", folder.file("again")])
    #expect(again.output.contains("wall time") && !again.output.contains("virtual time"))
    let record = try String(contentsOfFile: folder.file("again/run.json"), encoding: .utf8)
    #expect(record.contains("\"clock\" : \"wall\""))
  }
}
