import Foundation
import TestSupport
import Testing

/// Published programs' problems, by name.
@Suite("Presets", .serialized)
struct PresetTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let hasAmazon =
    [environment["PGC_DATA"].map { $0 + "/amazon" }, "../shared/data/amazon"].contains { folder in
      ["train.csv", "train.csv.gz"].contains { file in
        folder.map { FileManager.default.fileExists(atPath: "\($0)/\(file)") } ?? false
      }
    }

  /// The first ten updates; all hundred in the long mode.
  private static let steps = environment["PGC_LONG_TESTS"] == "1" ? 100 : 10

  @Test(
    "Amazon Employee Access as the published program logged it, update by update",
    .enabled(if: hasAmazon, "the data set is not on this machine"))
  func amazon() throws {
    let folder = try TemporaryFolder()
    let result = try Launcher.alone(
      [
        "--virtual", "--preset", "erasurehead-amazon", "--scheme", "uncoded", "--workers", "8",
        "--steps", "\(Self.steps)", "--out", folder.file("run"), "--quiet",
      ], limit: 600)
    try #require(result.code == 0, "\(result.errors)")
    let got = try rows(URL(fileURLWithPath: folder.file("run/evaluations.csv")))
    let published = try rows(
      URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/amazon/published.csv"))
    #expect(published.count == 31)
    for line in published {
      guard let update = line["updates"], update <= Double(Self.steps) else { continue }
      let own = try #require(got.first { $0["step"] == update })
      for column in ["test_loss", "test_auc"] {
        let (a, b) = (try #require(own[column]), try #require(line[column]))
        // Three decimals were printed, and the program left out five training rows.
        #expect(abs(a - b) < 0.0007, "\(column) after \(Int(update)) updates: \(a)")
      }
    }
  }

  @Test func unknownNamesAreTold() throws {
    let result = try Launcher.alone(["--virtual", "--preset=erasurehead-amazn"])
    #expect(result.code == 2)
    #expect(result.errors.contains("did you mean 'erasurehead-amazon'"))
  }

  @Test func otherOptionsWin() throws {
    let folder = try TemporaryFolder()
    let result = try Launcher.alone([
      "--virtual", "--steps", "3", "--preset", "tandon-synthetic", "--workers", "10", "--scheme",
      "frc", "--stragglers", "4", "--out", folder.file("run"), "--quiet",
    ])
    try #require(result.code == 0, "\(result.errors)")
    let record = try String(contentsOfFile: folder.file("run/run.json"), encoding: .utf8)
    #expect(record.contains("\"steps\" : 3"))
    #expect(record.contains("\"step-size\" : \"10\""))
    #expect(record.contains("\"l2\" : 0.0004"))
  }

  private func rows(_ file: URL) throws -> [[String: Double]] {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: ",").map(String.init) }
    let names = try #require(lines.first)
    return lines.dropFirst().map { line in
      Dictionary(uniqueKeysWithValues: zip(names, line.map { Double($0) ?? .nan }))
    }
  }
}
