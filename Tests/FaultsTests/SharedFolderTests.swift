import Foundation
import TestSupport
import Testing

/// A folder belongs to one run, however many begin at the same moment.
@Suite(.serialized) struct SharedFolderTests {
  private static let problem = [
    "--virtual", "--workers", "4", "--dataset", "mixture:samples=200,features=5", "--steps", "20",
    "--no-picture", "--quiet",
  ]

  @Test(arguments: [[String](), ["--overwrite"]])
  func oneWins(_ more: [String]) throws {
    let folder = try TemporaryFolder()
    for round in 0..<4 {
      let out = folder.file("run-\(round)")
      let jobs = try (1...3).map { seed in
        try Job(Self.problem + more + ["--seed", "\(seed)", "--out", out])
      }
      let codes = jobs.map { $0.wait() }
      // With --overwrite one that comes when another is done may follow it.
      let won = codes.filter { $0 == 0 }.count
      #expect(more.isEmpty ? won == 1 : won >= 1, "\(codes)")
      #expect(codes.allSatisfy { $0 == 0 || $0 == 2 }, "\(jobs.map(\.errors))")
      let alone = folder.file("alone-\(round)")
      let record = try #require(FileManager.default.contents(atPath: out + "/run.json"))
      let content = try JSONSerialization.jsonObject(with: record) as? [String: Any]
      let configuration = try #require(content?["configuration"] as? [String: Any])
      let seed = try #require(configuration["seed"] as? Int)
      #expect(try Job(Self.problem + ["--seed", "\(seed)", "--out", alone]).wait() == 0)
      #expect(differences(out, alone) == [], "the files are those of one run")
    }
  }
}
