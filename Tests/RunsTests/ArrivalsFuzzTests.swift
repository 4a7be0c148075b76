import Clusters
import Coding
import Console
import Foundation
import Randomness
import TestSupport
import Testing

@testable import Runs

/// Damaged `arrivals.csv` files are told of in one line or read; what is read is sound.
@Suite struct ArrivalsFuzzTests {
  private func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
    let path = NSTemporaryDirectory() + "arrivals-\(UUID().uuidString).csv"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { unlink(path) }
    return try body(path)
  }

  private let header = "step,worker,version,part,since_step,time,event,turn,blocks\n"

  @Test func damagedFiles() throws {
    let seeds = [
      header + "0,,0,,0.0,0.0,opened,,\n0,0,0,0,0.5,0.5,message,0,0+12\n"
        + "0,2,0,0,0.75,0.75,message,0,\n1,,1,,0,0.75,opened,,\n1,,,,0.25,1,deadline,,\n",
      header + "1,0,1,0,1e-3,1e-3,message,3,7\n1,4,,,0.5,0.5,lost,,\n2,4,,,0.5,1,joined,,\n",
    ].map { Array($0.utf8) }
    var stream = Randomness.Stream(seed: 77, for: .synthetic, 21)
    var readable = 0
    for _ in 0..<Mutation.count {
      try withFile(Mutation.mutate(seeds, &stream)) { path in
        do throws(RunError) {
          let rows = try ArrivalsFile.read(path)
          readable += 1
          #expect(rows.allSatisfy { $0.step >= 0 && isSound($0.event) })
        } catch {
          #expect(Mutation.isOneLine(error.description, naming: path), "\(error)")
          #expect(error.exitCode == 1)
        }
      }
    }
    #expect(readable > 0 && readable < Mutation.count)
    Mutation.tell("arrivals.csv", read: readable)
  }

  private func isSound(_ event: JournalRow.Recorded) -> Bool {
    guard event.time.isFinite else { return false }
    switch event {
    case .message(let m), .bad(let m):
      let numbers = [m.worker, m.version, m.part, m.turn] + (m.blocks ?? [])
      return numbers.allSatisfy { $0 >= 0 }
    case .lost(let worker, _), .joined(let worker, _): return worker >= 0
    case .opened, .deadline, .idle: return true
    }
  }

  @Test func everyKindOfRow() throws {
    let text =
      header + "3,,3,,0.0,1.5,opened,,\n3,2,1,1,0.25,1.75,message,4,6+5\n"
      + "3,0,3,0,0.25,1.75,message,9,\n3,,,,0.5,2.0,deadline,,\n3,1,,,0.75,2.25,lost,,\n"
      + "3,1,,,1.0,2.5,joined,,\n3,,,,1.25,2.75,idle,,\n3,2,3,0,1.5,3.0,bad,5,6\n"
    let rows = try withFile(Array(text.utf8)) { try ArrivalsFile.read($0) }
    #expect(
      rows.map(\.event) == [
        .opened(time: 1.5),
        .message(.init(worker: 2, version: 1, part: 1, turn: 4, blocks: [6, 5], time: 1.75)),
        .message(.init(worker: 0, version: 3, turn: 9, blocks: [], time: 1.75)),
        .deadline(time: 2), .lost(worker: 1, time: 2.25), .joined(worker: 1, time: 2.5),
        .idle(time: 2.75),
        .bad(.init(worker: 2, version: 3, turn: 5, blocks: [6], time: 3)),
      ])
    #expect(rows.allSatisfy { $0.step == 3 })
    // Written again they are the same lines.
    let lines = rows.map { RunFiles.row($0, opened: 1.5) }
    #expect(header + lines.map { $0 + "\n" }.joined() == text)
  }

  @Test func linesEndAsOnAnySystem() throws {
    let text =
      header + "1,0,1,0,0.5,0.5,message,0,1\n2,1,1,0,0.25,1,message,0,2\n2,0,"
    let expected = try withFile(Array(text.utf8)) { try ArrivalsFile.read($0) }
    #expect(expected.map(\.step) == [1, 2])
    let windows = Array(text.replacing("\n", with: "\r\n").utf8)
    #expect(try withFile(windows) { try ArrivalsFile.read($0) } == expected)
  }

  @Test(
    arguments: [
      "1,,0,1,0,0.5,0.5,message,0,0", "1,0,1,0,0.5,0.5", "1,0,1,0,0.5,nan,message,0,0",
      "1,-1,1,0,0.5,0.5,message,0,0", "1,0,1,0,0.5,0.5,message,,0", "1,0,1,0,0.5,0.5,message,0,a",
      "1,0,1,0,0.5,0.5,message,0,1+-2", "1,0,1,0,0.5,0.5,arrival,0,0", "1,,,,0.5,0.5,lost,,",
      "1,-1,,,0.5,0.5,joined,,", ",,1,,0.5,0.5,opened,,", "1,,1,,inf,0.5,opened,,",
      "1,0,1,0,0.5,0.5,message,0,0,0",
    ])
  func wrongRows(row: String) throws {
    try withFile(Array((header + row + "\n").utf8)) { path in
      _ = #expect { _ = try ArrivalsFile.read(path) } throws: { error in
        "\(error)".hasPrefix("\(path), line 2: '\(row)' is not a row of nine fields")
      }
    }
  }
}
