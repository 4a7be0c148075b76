import Glibc
import Settings
import Testing

@testable import Clusters

/// Traces: reading, replaying, resampling, and interpolation between loads.
@Suite struct DelaysTraceTests {
  /// Writes a file that lives as long as `body`.
  private func withFile<R>(_ text: String, _ body: (String) throws -> R) throws -> R {
    var name = Array("\(P_tmpdir)/trace-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    try #require(descriptor >= 0)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let bytes = Array(text.utf8)
    try #require(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return try body(path)
  }

  private let table = "0,1,2\n10,11,12\r\n\n20,21, 22\n"

  @Test func wrap() throws {
    try withFile(table) { path in
      let model = try Delays.make("trace:file=\(path),scale=2", workers: 5, seed: 1)
      #expect(model.seconds(worker: 1, step: 2, load: 1) == 24)
      #expect(model.seconds(worker: 4, step: 7, load: 9) == 22)
    }
  }

  @Test func proportionalToLoad() throws {
    try withFile(table) { path in
      let model = try Delays.make("trace:file=\(path),load=2", workers: 5, seed: 1)
      #expect(model.seconds(worker: 1, step: 2, load: 1) == 6)
      #expect(model.seconds(worker: 1, step: 2, load: 4) == 24)
    }
  }

  @Test func randomRowsDiffer() throws {
    try withFile(table) { path in
      var orders: Set<[Double]> = []
      for seed in 0..<40 as Range<UInt64> {
        let model = try Delays.make(
          "trace:file=\(path),mode=resample-worker", workers: 3, seed: seed)
        let first = (0..<3).map { model.seconds(worker: $0, step: 0, load: 1) }
        #expect(first.sorted() == [0, 10, 20])
        for worker in 0..<3 {
          #expect(model.seconds(worker: worker, step: 5, load: 1) == first[worker] + 2)
        }
        orders.insert(first)
      }
      #expect(orders.count == 6)
    }
  }

  @Test func randomRoundsAreSharedAndRun() throws {
    try withFile(table) { path in
      let model = try Delays.make(
        "trace:file=\(path),mode=resample-rounds,rounds=3", workers: 3, seed: 4)
      var starts: Set<Double> = []
      for step in 0..<60 {
        let round = model.seconds(worker: 0, step: step, load: 1)
        #expect(model.seconds(worker: 2, step: step, load: 1) == round + 20)
        if step % 3 == 0 {
          starts.insert(round)
        } else {
          let before = model.seconds(worker: 0, step: step - 1, load: 1)
          #expect(round == (before == 2 ? 0 : before + 1))
        }
      }
      #expect(starts == [0, 1, 2])
    }
  }

  @Test func interpolation() throws {
    try withFile("1,2") { light in
      try withFile("5,10") { heavy in
        let text = "trace:file=\(heavy)@6:\(light)@2"
        let model = try Delays.make(text, workers: 1, seed: 1)
        #expect(
          [1, 2, 3, 6, 9].map { model.seconds(worker: 0, step: 0, load: $0) } == [1, 1, 2, 5, 5])
        #expect(model.seconds(worker: 0, step: 1, load: 4) == 6)
      }
    }
  }

  @Test(arguments: [
    ("", "is empty"), ("\n \n", "is empty"), ("1,2\n3\n", "line 2 has 1 numbers, the first has 2"),
    ("1,2\n3,x\n", "line 2, column 2: 'x'"), ("1,-2\n", "column 2: '-2'"), ("nan\n", "'nan'"),
    ("1,,2\n", "column 2: ''"), ("inf\n", "'inf'"), ("1 2,3\n", "'1 2'"),
    ("1,2,\n", "column 3: ''"),
    ("w1,2\n1,2\n", "line 1, column 1: 'w1'"),
  ])
  func badTables(text: String, part: String) {
    let error = #expect(throws: ConfigurationError.self) {
      _ = try Trace(
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init),
        what: "--delay: trace:file=t.csv")
    }
    let line = error?.description ?? ""
    #expect(line.hasPrefix("--delay: trace:file=t.csv") && line.contains(part), "\(line)")
    #expect(!line.contains("\n"))
  }

  @Test func badLists() throws {
    try withFile("1,2") { two in
      try withFile("1,2,3") { three in
        for (settings, part) in [
          ("file=\(two):\(three)", "is not FILE@LOAD"),
          ("file=\(two)@1:\(three)@x", "is not FILE@LOAD"),
          ("file=\(two)@1:\(three)@2", "1 x 3"),
          ("file=\(two)@1:\(two)@1", "stands twice"),
          ("file=\(two)@1:\(two)@2,load=3", "trace:load is for one file"),
          ("file=\(two),mode=replay", "replay"),
          ("file=\(two),rounds=3", "resample-rounds"),
          ("file=\(two),mode=resample-rounds,rounds=0", "out of range"),
          ("file=\(two),scale=-1", "out of range"),
          ("file=:", "names no file"),
          ("file=\(P_tmpdir)", "is a folder"),
        ] {
          let error = #expect(throws: ConfigurationError.self) {
            _ = try Delays.make("trace:\(settings)", workers: 3, seed: 1)
          }
          #expect(error?.description.contains(part) == true, "\(error?.description ?? "none")")
        }
      }
    }
  }

  /// A recorded file, where the shared data stand beside the project.
  @Test(.enabled(if: access(recorded, R_OK) == 0, "needs ../shared/data/traces"))
  func recordedTrace() throws {
    let model = try Delays.make("trace:file=\(recorded)", workers: 24, seed: 1)
    #expect((0..<24).allSatisfy { model.seconds(worker: $0, step: 29, load: 1) > 0 })
  }
}

private let recorded =
  "../shared/data/traces/aws_lambda/"
  + "cnn_profile_est_desktop_long__w256-n30-l0_500-b2048-cno_forloop-Canada.csv"
