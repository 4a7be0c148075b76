import Console
import Foundation
import TestSupport
import Testing

@testable import Runs

/// What other tools read is what the tables have.
@Suite("Exports") struct ExportTests {
  @Test func checksums() {
    // RFC 3720, B.4: bytes of 0, bytes of 255, and 0…31; and the usual check of nine digits.
    #expect(Castagnoli.checksum(Array(repeating: 0, count: 32)) == 0x8a91_36aa)
    #expect(Castagnoli.checksum(Array(repeating: 255, count: 32)) == 0x62a8_ab43)
    #expect(Castagnoli.checksum(Array(0..<32)) == 0x46dd_794e)
    #expect(Castagnoli.checksum(Array("123456789".utf8)) == 0xe306_9283)
  }

  private func run(_ words: [String] = []) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      "pgc-train", Command.problem + words + ["--out", folder.file("run")])
    #expect(result.code == 0, "\(result.errors)")
    return folder
  }

  /// Every number of both tables by step and name, but for who closed a step.
  private func numbers(_ folder: TemporaryFolder) throws -> [Int: [String: Double]] {
    var numbers: [Int: [String: Double]] = [:]
    for group in ["steps", "evaluations"] {
      let table = try CSVTable(reading: folder.file("run/\(group).csv"), remedy: "")
      for row in table.rows {
        for column in table.columns where column != "step" && column != "closer" {
          if let value = row.number(column), let step = Int(row["step"]) {
            numbers[step, default: [:]][group + "/" + column] = value
          }
        }
      }
    }
    return numbers
  }

  @Test func anObjectAStep() throws {
    let folder = try run(["--export", "jsonl"])
    let expected = try numbers(folder)
    let text = String(decoding: folder.bytes("run/steps.jsonl") ?? Data(), as: UTF8.self)
    var began: Double?
    for line in text.split(separator: "\n") {
      var object = try JSONDecoder().decode([String: Double].self, from: Data(line.utf8))
      let (number, seconds) = (
        object.removeValue(forKey: "step"), object.removeValue(forKey: "_timestamp")
      )
      let (step, stamp) = (try #require(number), try #require(seconds))
      #expect(object == expected[Int(step)])
      let time = try #require(object["steps/time"] ?? object["evaluations/time"])
      began = began ?? (stamp - time)
      #expect(abs(stamp - time - (began ?? 0)) < 1e-5)
    }
    #expect(text.split(separator: "\n").count == expected.count && expected.count == 26)
    #expect(abs(Date().timeIntervalSince1970 - (began ?? 0)) < 3600)
  }

  @Test("A run says the same by itself, and a table that is still written is cut at its last line")
  func later() throws {
    let folder = try run(["--export", "jsonl,tensorboard"])
    for format in ["jsonl", "tensorboard"] {
      let result = try Command.run(
        "pgc-train",
        ["export", folder.file("run"), "--format", format, "--to", folder.file(format)])
      #expect(result.code == 0 && result.output == folder.file(format) + "\n", "\(result.errors)")
    }
    #expect(folder.bytes("jsonl") == folder.bytes("run/steps.jsonl"))
    #expect(folder.bytes("tensorboard") == folder.bytes("run/events.out.tfevents.pgc"))
    let steps = try #require(folder.bytes("run/steps.csv"))
    try folder.write("run/steps.csv", steps.dropLast(20))
    try FileManager.default.removeItem(atPath: folder.file("run/evaluations.csv"))
    #expect(try Command.run("pgc-train", ["export", folder.file("run")]).code == 0)
    let lines = String(decoding: folder.bytes("run/steps.jsonl") ?? Data(), as: UTF8.self)
    #expect(lines.split(separator: "\n").count == 24)
    #expect(!lines.contains("evaluations/"))
    try folder.write("run/steps.csv", "step,time,loss\n0,1\n")
    let broken = try Command.run("pgc-train", ["export", folder.file("run")])
    #expect(broken.code == 1 && broken.errors.contains("steps.csv, line 2"), "\(broken.errors)")
  }

  /// Reads event files by TensorBoard's own reader, and prints every scalar.
  private static let reader = """
    import json, sys
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    read = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "tensors": 0})
    read.Reload()
    print(json.dumps({tag: [[e.wall_time, e.step, e.value] for e in read.Scalars(tag)]
                      for tag in read.Tags()["scalars"]}))
    """

  static let tensorboard = Python.with("tensorboard")

  @Test(
    "TensorBoard reads the numbers of the tables",
    .enabled(
      if: tensorboard != nil,
      "no Python with tensorboard here: pip install tensorboard, and name it by PGC_TEST_PYTHON"))
  func scalars() throws {
    let folder = try run(["--export", "tensorboard"])
    let result = try Command.run(
      "/usr/bin/env", [Self.tensorboard ?? "", "-c", Self.reader, folder.file("run")])
    #expect(result.code == 0, "\(result.errors)")
    let read = try JSONDecoder().decode(
      [String: [[Double]]].self, from: Data(result.output.utf8))
    var found: [Int: [String: Double]] = [:]
    for (tag, rows) in read {
      for row in rows { found[Int(row[1]), default: [:]][tag] = row[2] }
    }
    // Its scalars have 32 bits.
    let expected = try numbers(folder).mapValues { $0.mapValues { Double(Float($0)) } }
    #expect(found == expected)
  }

  static let pandas = Python.with("pandas")

  @Test(
    "The one-liners of the document run",
    .enabled(
      if: pandas != nil,
      "no Python with pandas here: pip install pandas, and name it by PGC_TEST_PYTHON"))
  func pandasLines() throws {
    let folder = try run(["--export", "jsonl", "--record-tasks"])
    try FileManager.default.createDirectory(
      atPath: folder.file("runs"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: folder.file("run"), toPath: folder.file("runs/NAME"))
    let text = try String(contentsOfFile: PythonProgram.top + "/docs/LIVE.md", encoding: .utf8)
    let lines = text.split(separator: "\n").filter { $0.contains("pd.") }.map(String.init)
    #expect(lines.count >= 5)
    for line in lines {
      let result = try Command.run(
        "/usr/bin/env",
        [
          "-C", folder.path, Self.pandas ?? "", "-c",
          "import pandas as pd\nvalue = " + line + "\nassert len(value) > 0\nprint(value)",
        ])
      #expect(result.code == 0 && !result.output.contains("Empty"), "\(line): \(result.errors)")
    }
  }
}
