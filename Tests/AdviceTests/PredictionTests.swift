import Advice
import Clusters
import Coding
import Runs
import Settings
import TestSupport
import Testing
import Training

/// What is predicted, against runs in virtual time with the delays themselves.
@Suite("Advice: predictions") struct PredictionTests {
  /// Twelve schemes of all kinds.
  static let candidates = [
    Candidate("uncoded"), Candidate("is-sgd", stragglers: 2), Candidate("pgc", stragglers: 3),
    Candidate("pgc-stalest", stragglers: 3), Candidate("pgc-hybrid", stragglers: 2),
    Candidate("frc", stragglers: 2), Candidate("crc", stragglers: 2),
    Candidate("agc", stragglers: 4, settings: ["copies=2"]),
    Candidate("partial-frc", stragglers: 1), Candidate("sgc", stragglers: 2),
    Candidate("asgd"), Candidate("fedbuff", settings: ["buffer=6"]),
  ]
  static let delay = "fixed:seconds=0.1+exponential:mean=0.5"

  private struct Waits: TimingObserver {
    var closed: [Double] = []
    mutating func stepped(_ record: StepRecord) -> Bool {
      closed.append(record.time)
      return true
    }
  }

  /// A run of times alone, as `pgc-train time` makes it.
  private func direct(_ candidate: Candidate, _ delay: String, seed: UInt64, steps: Int) throws
    -> [Double]
  {
    var asked = RunConfiguration()
    asked.scheme = candidate.scheme
    asked.workers = 12
    asked.stragglers = candidate.stragglers
    asked.set = candidate.settings
    asked.virtual = true
    asked.delay = delay
    asked.seed = seed
    asked.steps = steps
    var waits = Waits()
    try TimingSession(asked).run(&waits)
    return waits.closed
  }

  @Test(
    "seconds a step are those of a long virtual run, within the interval", arguments: [1 as UInt64])
  func agree(seed: UInt64) throws {
    let table = try Draws.table(Self.delay, steps: 100, seed: seed)
    // The delay does not grow with the load, so nor do the recorded times.
    let search = try Search(table.seconds, share: 0, only: Self.candidates)
    for prediction in search.predictions {
      let steps = 400 * prediction.outcome.pace
      let closed = try direct(prediction.candidate, Self.delay, seed: 99, steps: steps)
      let first = prediction.outcome.pace
      let mean = (closed[closed.count - 1] - closed[first]) / Double(closed.count - 1 - first)
      let interval = try #require(prediction.seconds)
      #expect(interval.contains(mean), "\(prediction.candidate.label): \(mean) in \(interval)")
      #expect(interval.upperBound < 1.5 * interval.lowerBound, "\(interval)")
    }
    #expect(search.predictions.count == Self.candidates.count)
  }

  // A worker of these may do a version again, for which a trace has the next column.
  @Test(
    "on the recorded steps themselves a replay is the virtual run",
    arguments: candidates.filter { !["pgc-stalest", "fedbuff"].contains($0.scheme) })
  func same(candidate: Candidate) throws {
    let table = try Draws.table(Self.delay, steps: 40, seed: 7)
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "t.csv", table.seconds.map { $0.map { "\($0)" }.joined(separator: ",") + "\n" }.joined())
    let own = try direct(candidate, Self.delay, seed: 7, steps: 40)
    let replayed = try direct(candidate, "trace:file=\(file)", seed: 7, steps: 40)
    #expect(zip(own, replayed).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("a load costs the share of the time that grows with it", arguments: [0, 0.25, 1])
  func share(share: Double) throws {
    let rows = Array(repeating: Array(repeating: 2.0, count: 10), count: 12)
    let search = try Search(rows, share: share, only: [Candidate("frc", stragglers: 2)])
    let outcome = search.predictions[0].outcome
    #expect(abs(outcome.secondsPerStep - 2 * (1 + 2 * share)) < 1e-9)
    #expect(outcome.load == 3 && outcome.storage == 3 && outcome.dataShare == 1)
  }

  @Test("a table of tasks with a load is taken back to a load of one")
  func recordedLoad() throws {
    let rows = Array(repeating: Array(repeating: 6.0, count: 10), count: 12)
    let search = try Search(rows, load: 3, share: 1, only: [Candidate("frc", stragglers: 2)])
    #expect(abs(search.uncoded.outcome.secondsPerStep - 2) < 1e-9)
    #expect(abs(search.predictions[0].outcome.secondsPerStep - 6) < 1e-9)
  }

  @Test("no scheme of one load is faster than the floor")
  func floor() throws {
    let advice = try Draws.transient.get()
    let floor = advice.report.floors.workConserving
    for p in advice.search.predictions where p.outcome.load == 1 && !p.isBiased {
      #expect(p.outcome.secondsPerPass > 0.85 * floor, "\(p.candidate.label)")
    }
  }

  @Test("who is always slow is left out by what ignores stragglers, and that is said")
  func bias() throws {
    let advice = try Draws.persistent.get()
    let ignoring = try #require(
      advice.search.predictions.first { $0.candidate == Candidate("is-sgd", stragglers: 1) })
    #expect(ignoring.isBiased)
    #expect(ignoring.outcome.leftOut.first?.holders == [5])
    #expect((ignoring.outcome.leftOut.first?.share ?? 0) > 0.95)
    #expect(advice.chosen.map { !$0.isBiased } ?? false)
  }

  @Test("every scheme of the registry is replayed or has a reason")
  func registry() throws {
    let advice = try Draws.transient.get()
    let replayed = Set(advice.search.predictions.map(\.candidate.scheme)).union(["uncoded"])
    let leftOut = Set(advice.search.leftOut.map(\.scheme))
    let all = Set(Schemes.all.map { $0.description.entry.name })
    #expect(replayed.union(leftOut) == all)
    #expect(replayed.isDisjoint(with: leftOut))
    #expect(replayed.count > 35, "\(advice.search.leftOut)")
  }
}
