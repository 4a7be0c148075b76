import Clusters
import Coding
import Console
import Foundation
import Randomness
import Runs
import TestSupport
import Testing

/// Damaged `arrivals.csv` files are told of in one line or read; what is read is sound.
@Suite struct ArrivalsFuzzTests {
  private func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
    let path = NSTemporaryDirectory() + "arrivals-\(UUID().uuidString).csv"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { unlink(path) }
    return try body(path)
  }

  private let header = "step,worker,version,part,since_step,time\n"

  @Test func damagedFiles() throws {
    let seeds = [
      header + "1,0,1,0,0.5,0.5\n1,2,1,0,0.75,0.75\n2,1,1,0,0.25,1\n",
      header + "1,0,1,0,1e-3,1e-3\n",
    ].map { Array($0.utf8) }
    var stream = Randomness.Stream(seed: 77, for: .synthetic, 21)
    var readable = 0
    for _ in 0..<Mutation.count {
      try withFile(Mutation.mutate(seeds, &stream)) { path in
        do throws(RunError) {
          let rows = try ArrivalsFile.read(path)
          readable += 1
          #expect(
            rows.allSatisfy {
              $0.step >= 0 && $0.arrival.worker >= 0 && $0.arrival.part >= 0
                && $0.arrival.time.isFinite
            })
        } catch {
          #expect(Mutation.isOneLine(error.description, naming: path), "\(error)")
          #expect(error.exitCode == 1)
        }
      }
    }
    #expect(readable > 0 && readable < Mutation.count)
  }

  @Test func linesEndAsOnAnySystem() throws {
    let text = header + "1,0,1,0,0.5,0.5\n2,1,1,0,0.25,1\n2,0,"
    let expected = try withFile(Array(text.utf8)) { try ArrivalsFile.read($0) }
    #expect(expected.map(\.step) == [1, 2])
    let windows = Array(text.replacing("\n", with: "\r\n").utf8)
    #expect(try withFile(windows) { try ArrivalsFile.read($0) } == expected)
  }

  @Test(arguments: ["1,,0,1,0,0.5,0.5", "1,0,1,0,0.5", "1,0,1,0,0.5,nan", "1,-1,1,0,0.5,0.5"])
  func wrongRows(row: String) throws {
    try withFile(Array((header + row + "\n").utf8)) { path in
      _ = #expect { _ = try ArrivalsFile.read(path) } throws: { error in
        "\(error)".hasPrefix("\(path), line 2: '\(row)' is not a row of six numbers")
      }
    }
  }
}
