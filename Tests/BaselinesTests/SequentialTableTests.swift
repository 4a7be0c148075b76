import Foundation
import Testing

@testable import Baselines

/// The committed table of seconds of 20 jobs on recorded rounds, made anew from the recording.
@Suite struct SequentialTableTests {
  private static let top = FileManager.default.currentDirectoryPath
  private static let profile =
    top + "/../shared/data/traces/aws_lambda/"
    + "cnn_profile_est_desktop_long__w256-n30-l0_000-b2048-cno_forloop-Canada.csv"
  private static let table = top + "/experiments/results/sgc/rounds.csv"

  private static let (workers, jobs) = (256, 20)
  /// Seconds of the whole of the data at one worker, beside what was recorded without.
  private static let secondsOfAll = 2.2013

  private struct Row: Equatable {
    var name: String
    var load: Double
    var offset: String
    var seconds: Double
    var waited: Double
  }

  /// Rows of the table; commands never stand in it, so that no field is in quotes.
  private func committed() throws -> [Row] {
    try String(contentsOfFile: Self.table, encoding: .utf8).split(separator: "\n").dropFirst().map {
      let fields = $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Row(
        name: fields[0] + " " + fields[1], load: try #require(Double(fields[2])), offset: fields[3],
        seconds: try #require(Double(fields[4])), waited: try #require(Double(fields[5])))
    }
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  @Test(.enabled(if: access(profile, R_OK) == 0, "there is no ../shared/data/traces"))
  func isWhatTheRoundsGive() throws {
    let recorded = try String(contentsOfFile: Self.profile, encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",").compactMap { Double($0) } }
    let n = Self.workers
    func times(_ load: Double, from offset: Int, rounds: Int) -> [[Double]] {
      (0..<rounds).map { round in
        recorded.map { $0[(round + offset) % $0.count] + Self.secondsOfAll * load }
      }
    }
    var made: [Row] = []
    func add(_ name: String, _ load: Double, _ outcome: (Int) -> (seconds: Double, waited: Int)) {
      let offsets = Array(stride(from: 0, to: 30, by: 3))
      let outcomes = offsets.map(outcome)
      for (offset, found) in zip(offsets, outcomes) {
        made.append(
          Row(
            name: name, load: load, offset: "\(offset)", seconds: found.seconds,
            waited: Double(found.waited)))
      }
      made.append(
        Row(
          name: name, load: load, offset: "median", seconds: median(outcomes.map(\.seconds)),
          waited: median(outcomes.map { Double($0.waited) })))
    }
    func rounds(_ name: String, _ code: some SequentialRounds, load: Double) {
      add(name, load) { offset in
        let found = sequentialSeconds(
          code, of: times(load, from: offset, rounds: Self.jobs + code.delay))
        return (found.rounds.reduce(0, +), found.waited)
      }
    }
    rounds("uncoded ", SeparateRounds(tolerated: 0), load: 1 / 256)
    rounds("gc s=15", SeparateRounds(tolerated: 15), load: 16 / 256)
    rounds("gc s=14", SeparateRounds(tolerated: 14), load: 15 / 256)
    rounds(
      "sr-sgc B=2 W=3 lambda=23",
      SelectiveRepeatRounds(workers: n, burst: 2, window: 3, distinct: 23, jobs: Self.jobs),
      load: 13 / 256)
    rounds(
      "m-sgc B=1 W=2 lambda=27",
      MultiplexedRounds(workers: n, burst: 1, window: 2, distinct: 27, jobs: Self.jobs),
      load: MultiplexedRounds.load(workers: n, burst: 1, window: 2, distinct: 27))
    for s in [15, 20] {
      let load = Double(s + 1) / Double(n)
      add("gc-first-answers s=\(s)", load) { offset in
        (times(load, from: offset, rounds: Self.jobs).reduce(0) { $0 + $1.sorted()[n - s - 1] }, 0)
      }
    }
    let wanted = try committed()
    #expect(made.map(\.name) == wanted.map(\.name) && made.map(\.offset) == wanted.map(\.offset))
    for (a, b) in zip(made, wanted) {
      #expect(abs(a.seconds - b.seconds) < 6e-5 && a.waited == b.waited, "\(b.name) \(b.offset)")
      #expect(abs(a.load - b.load) < 6e-7)
    }
  }

  /// Without the recording: the medians are those of the rows.
  @Test func mediansAreOfTheRows() throws {
    let groups = Dictionary(grouping: try committed(), by: \.name)
    #expect(groups.count == 7)
    for (name, rows) in groups {
      let all = rows.filter { $0.offset != "median" }.map(\.seconds)
      let found = try #require(rows.first { $0.offset == "median" })
      #expect(all.count == 10 && abs(median(all) - found.seconds) < 1e-4, "\(name)")
    }
  }
}
