import Advice
import Foundation
import TestSupport
import Testing

/// What docs/ADVISE.md tells to do makes tables that are read.
@Suite("Advice: documented tables") struct DocumentedTablesTests {
  private static let document: String = {
    let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    return (try? String(contentsOfFile: top + "/docs/ADVISE.md", encoding: .utf8)) ?? ""
  }()

  /// Code blocks of a language.
  private static func blocks(_ language: String) -> [String] {
    document.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  private func bash(_ words: String, in folder: TemporaryFolder) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-ec", "cd '\(folder.path)'\n" + words]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("the Python class and awk make a long table of all workers")
  func python() throws {
    let folder = try TemporaryFolder()
    guard try bash("python3 -c 'import csv' 2>/dev/null", in: folder) == 0 else { return }
    let use = """

      for rank in range(3):
          times = StepTimes(f"times-{rank}.csv", rank)
          for step in range(4):
              times.start()
              time.sleep(0.01 * (rank + 1))
              times.end()

      """
    try folder.write("hook.py", try #require(Self.blocks("python").first) + use)
    let join = try #require(Self.blocks("sh").first)
    #expect(try bash("python3 hook.py\n" + join, in: folder) == 0)
    let table = try TimeTable(reading: folder.file("times.csv"))
    #expect(table.workers == ["0", "1", "2"] && table.steps.count == 4 && table.missing == 0)
    #expect(table.seconds[2].allSatisfy { $0 >= 0.03 && $0 < 10 })
  }

  @Test("lines of logs become a long table without names")
  func logs() throws {
    let lines = [
      (
        1,
        { (worker: Int, step: Int) in "x rank \(worker) step \(step) seconds 0.\(worker + 1)\(step)"
        }
      ),
      (2, { (worker: Int, step: Int) in "\(worker): step \(step) 0.\(worker + 1)\(step)" }),
    ]
    for (block, line) in lines {
      let folder = try TemporaryFolder()
      let text = (0..<3).flatMap { step in (0..<3).map { line($0, step) + "\n" } }.joined()
      try folder.write("run.log", "begins\n" + text)
      #expect(try bash(Self.blocks("sh")[block], in: folder) == 0)
      let table = try TimeTable(reading: folder.file("times.csv"))
      #expect(table.seconds == (0..<3).map { w in (0..<3).map { Double("0.\(w + 1)\($0)") ?? 0 } })
    }
  }
}
