import Clusters
import Coding
import Foundation
import Staleness
import TestSupport
import Testing
import Training

@testable import Baselines

/// SR-SGC and M-SGC: seconds as in the authors' programs, and exact for all that their model allows.
@Suite struct SequentialCodeTests {
  /// Four workers of 1, 1.1, 1.2 and 1.3 s but for five late results, by round.
  static let trace: [[Double]] = [
    [1, 1.1, 1.2, 1.3], [1, 5, 4, 1.3], [1, 1.1, 1.2, 1.3], [1, 1.1, 1.2, 7], [1, 1.1, 6, 1.3],
    [1, 1.1, 1.2, 1.3], [1, 1.1, 1.2, 1.3],
  ]

  @Test func roundsOfTheTrace() {
    let selective = SelectiveRepeatRounds(workers: 4, burst: 1, window: 2, distinct: 2, jobs: 6)
    #expect(selective.tolerated == 1)
    let found = sequentialSeconds(selective, of: Self.trace).rounds
    #expect(near(found, [1.3, 2, 1.3, 2, 2, 1.3, 0]), "\(found)")
    let multiplexed = MultiplexedRounds(workers: 4, burst: 1, window: 2, distinct: 2, jobs: 6)
    let other = sequentialSeconds(multiplexed, of: Self.trace).rounds
    #expect(near(other, [1.3, 2, 1.3, 2, 2, 1.3, 1.3]), "\(other)")
    #expect(MultiplexedRounds.load(workers: 4, burst: 1, window: 2, distinct: 2) == 0.375)
  }

  private func near(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  @Test func whoRepeatsInTheTrace() {
    var rounds = SelectiveRepeatRounds(workers: 4, burst: 1, window: 2, distinct: 2, jobs: 6)
    for (round, late) in [[], [1, 2], []].enumerated() {
      rounds.open(round: round)
      if round == 2 { #expect((0..<4).map { rounds.job(of: $0) } == [2, 1, 2, 2]) }
      #expect(rounds.bears(Set(late)))
      rounds.close(late: Set(late))
    }
    var other = MultiplexedRounds(workers: 4, burst: 1, window: 2, distinct: 2, jobs: 6)
    for (round, late) in [[], [1, 2], []].enumerated() {
      other.open(round: round)
      if round == 2 {
        let pieces = (0..<4).map { other.piece(of: 1, worker: $0) }
        #expect(pieces == [.coded(group: 0), .plain, .plain, .coded(group: 0)])
      }
      other.close(late: Set(late))
    }
  }

  private static let profile =
    FileManager.default.currentDirectoryPath + "/../shared/data/traces/aws_lambda/"
    + "cnn_profile_est_desktop_long__w256-n30-l0_000-b2048-cno_forloop-Canada.csv"

  /// Seconds of 20 jobs of 256 workers on AWS Lambda, in the authors' programs: 2.2013 s for the whole
  /// of the data beside what was measured without.
  @Test(
    .enabled(if: access(profile, R_OK) == 0, "there is no ../shared/data/traces"),
    arguments: ["none", "gc 15", "gc 14", "sr", "m"])
  func publishedSeconds(code: String) throws {
    let recorded = try String(contentsOfFile: Self.profile, encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",").compactMap { Double($0) } }
    func seconds(_ rounds: some SequentialRounds, load: Double) -> (Double, Int) {
      let times = (0..<20 + rounds.delay).map { round in
        recorded.map { $0[round] + 2.2013 * load }
      }
      let found = sequentialSeconds(rounds, of: times)
      return (found.rounds.reduce(0, +), found.waited)
    }
    let n = 256
    let (found, waited, wanted): (Double, Int, Double)
    switch code {
    case "none":
      (found, waited) = seconds(SeparateRounds(tolerated: 0), load: 1 / 256)
      wanted = 31.6008
    case "gc 15":
      (found, waited) = seconds(SeparateRounds(tolerated: 15), load: 16 / 256)
      wanted = 28.5861
    case "gc 14":
      (found, waited) = seconds(SeparateRounds(tolerated: 14), load: 15 / 256)
      wanted = 28.2594
    case "sr":
      let rounds = SelectiveRepeatRounds(
        workers: n, burst: 2, window: 3, distinct: 23, jobs: 20)
      #expect(rounds.tolerated == 12)
      (found, waited) = seconds(rounds, load: 13 / 256)
      wanted = 27.6059
    default:
      (found, waited) = seconds(
        MultiplexedRounds(workers: n, burst: 1, window: 2, distinct: 27, jobs: 20),
        load: MultiplexedRounds.load(workers: n, burst: 1, window: 2, distinct: 27))
      wanted = 27.1169
      #expect(waited == 7)
    }
    #expect(abs(found - wanted) < 6e-5, "\(found), \(waited) rounds for all")
  }

  /// Every pattern of late workers in six rounds that the model allows leaves every job decodable.
  @Test(arguments: [(3, 1, 2, 2), (3, 1, 3, 2), (3, 2, 3, 2), (4, 1, 2, 2), (3, 1, 2, 3)])
  func everyPatternThatIsAllowed(workers: Int, burst: Int, window: Int, distinct: Int) {
    let jobs = 4
    var patterns = 0
    func go(
      _ selective: SelectiveRepeatRounds, _ multiplexed: MultiplexedRounds, from round: Int
    ) {
      guard round < jobs + max(selective.delay, multiplexed.delay) else { return patterns += 1 }
      for mask in 0..<(1 << workers) {
        let late = Set((0..<workers).filter { mask >> $0 & 1 == 1 })
        guard late.count < workers else { continue }
        var selective = selective
        var multiplexed = multiplexed
        selective.open(round: round)
        multiplexed.open(round: round)
        // A model of both: each has its own view of what may be late.
        guard multiplexed.bears(late), selective.bears(late) else { continue }
        selective.close(late: late)
        multiplexed.close(late: late)
        let (a, b) = (round - selective.delay, round - multiplexed.delay)
        if a >= 0, a < jobs { #expect(selective.isDecodable(a)) }
        if b >= 0, b < jobs { #expect(multiplexed.isDecodable(b)) }
        go(selective, multiplexed, from: round + 1)
      }
    }
    go(
      SelectiveRepeatRounds(
        workers: workers, burst: burst, window: window, distinct: distinct, jobs: jobs),
      MultiplexedRounds(
        workers: workers, burst: burst, window: window, distinct: distinct, jobs: jobs), from: 0)
    #expect(patterns > 10)
  }

  /// The scheme: the trace's seconds, and gradient descent of two models in turn.
  @Test func twoModelsInTurn() throws {
    let scheme = try makeScheme("sr-sgc", workers: 4, stragglers: 2)
    #expect(scheme.terms(worker: 0, step: 0).count == 2)
    let delays = ScriptedDelays { worker, draw in
      // A repeated job is done in the round after its own.
      let round = (draw & 0xFFFF_FFFF) + (draw >> 32)
      return Self.trace[min(round, 6)][worker]
    }
    let rehearsal = Rehearsal(scheme, Traces.p4, delays: delays, steps: 6, stepSize: 0.5)
    let recording = Recording()
    var cluster = VirtualCluster(scheme, source: Traces.p4, timing: rehearsal.timing)
    var estimator = try Transports.make(
      "interleaved:models=2,step=0.5", shares: Traces.p4.shares, as: Double.self)
    try rehearsal.run(on: &cluster, by: &estimator, seenBy: recording)
    let found = Traces.Run(recording)
    let lengths = zip(found.times, [0] + found.times).map { $0 - $1 }
    #expect(
      zip(lengths, [1.3, 2, 1.3, 2, 2, 1.3]).allSatisfy { abs($0 - $1) < 1e-9 }, "\(lengths)")
    // 3 (1 − 2⁻ᵏ) for both models, one after the other.
    let wanted = [0, 1.5, 1.5, 2.25, 2.25, 2.625]
    #expect(zip(found.models, wanted).allSatisfy { abs($0 - $1) < 1e-9 }, "\(found.models)")
  }

  @Test func aWindowThatDoesNotFit() {
    #expect(throws: (any Error).self) {
      try makeScheme("sr-sgc", workers: 4, stragglers: 1, [("burst", "2"), ("window", "4")])
    }
  }
}
