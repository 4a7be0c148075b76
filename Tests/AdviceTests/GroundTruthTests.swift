import Advice
import Testing

/// The report on tables of which it is known how they were made.
@Suite("Advice: ground truth") struct GroundTruthTests {
  private func report(_ table: TimeTable) throws -> StragglerReport {
    try StragglerReport(table, missing: table.longest, models: [])
  }

  @Test("the kind is named, whatever the seed", arguments: 1...2 as ClosedRange<UInt64>)
  func kinds(seed: UInt64) throws {
    for (delay, kind) in [
      (Draws.jitter, StragglerKind.none),
      ("fixed:seconds=1+exponential:mean=1", .transient),
      ("\(Draws.jitter)+two-point:fast=0,slow=2,probability=0.08", .transient),
      ("\(Draws.jitter)+slow:workers=5,seconds=1", .persistent),
      ("\(Draws.jitter)+gilbert-elliott:enter=0.03,leave=0.2,seconds=2", .bursts),
      ("pareto:scale=1,shape=1.3", .heavyTail),
    ] {
      let report = try report(Draws.table(delay, workers: 8, steps: 100, seed: seed))
      #expect(report.kind == kind, "\(delay): \(report.findings.map(\.text))")
    }
  }

  @Test("a worker that is always slow is named, alone", arguments: 0..<4)
  func slowWorker(number: Int) throws {
    let worker = [0, 3, 7, 11][number]
    for noise in [Draws.jitter, "fixed:seconds=1+exponential:mean=0.2"] {
      let report = try report(
        Draws.table("\(noise)+slow:workers=\(worker),seconds=1.5", seed: UInt64(number)))
      #expect(report.findings.first?.kind == .persistent)
      #expect(report.findings.first?.workers == ["\(worker)"])
      let others = report.workers.filter { $0.name != "\(worker)" }
      #expect(report.workers[worker].criticalShare > 0.6)
      #expect(others.allSatisfy { $0.waitedSeconds < report.workers[worker].waitedSeconds })
    }
  }

  @Test("half of the workers may be slow, as stages of a pipeline are")
  func stages() throws {
    let table = try Draws.table("\(Draws.jitter)+slow:workers=6+7+8+9+10+11,seconds=0.5")
    let report = try report(table)
    #expect(report.kind == .persistent)
    #expect(Set(report.findings[0].workers) == ["6", "7", "8", "9", "10", "11"])
  }

  @Test("a worker that becomes slower is named", arguments: [0, 4, 11])
  func drift(worker: Int) throws {
    let even = try Draws.table("fixed:seconds=1+exponential:mean=0.05")
    let report = try report(Draws.drifting(even, worker: worker, factor: 3))
    #expect(report.kind == .drift)
    #expect(report.findings[0].workers == ["\(worker)"])
    #expect(report.workers[worker].drift > 2)
  }

  @Test("what slows all workers alike is no straggler")
  func commonDrift() throws {
    var rows = try Draws.table(Draws.jitter).seconds
    for worker in rows.indices {
      for step in rows[worker].indices { rows[worker][step] *= 1 + Double(step) / 60 }
    }
    let report = try report(TimeTable(rows))
    #expect(report.kind == .none)
    #expect(report.findings.contains { $0.kind == .drift && $0.workers.isEmpty })
  }

  @Test("workers of one host that are late together are found, and only they")
  func hosts() throws {
    let shared = try Draws.table("two-point:fast=0,slow=2,probability=0.1", workers: 4, steps: 80)
    let own = try Draws.table("fixed:seconds=1+exponential:mean=0.3", workers: 12, steps: 80)
    let hosts = (0..<12).map { "node\($0 / 3)" }
    func correlation(_ rows: [[Double]]) throws -> HostCorrelation? {
      try report(
        TimeTable(
          name: "hosts", workers: (0..<12).map(String.init), steps: (0..<80).map(String.init),
          seconds: rows, hosts: hosts)
      ).hosts
    }
    let together = own.seconds.enumerated().map { worker, row in
      zip(row, shared.seconds[worker / 3]).map { $0 + $1 }
    }
    let found = try #require(try correlation(together))
    #expect(found.p < 0.01 && found.within > found.across + 0.3)
    let apart = try #require(try correlation(own.seconds))
    #expect(apart.p > 0.01)
  }

  @Test("shares of the critical path add up, and the wait is that of the slowest")
  func sums() throws {
    let table = try Draws.table("exponential:mean=1", workers: 7, steps: 33)
    let report = try report(table)
    #expect(abs(report.workers.reduce(0) { $0 + $1.criticalShare } - 1) < 1e-12)
    let slowest = (0..<33).reduce(0.0) { sum, step in
      sum + (table.seconds.map { $0[step] }.max() ?? 0)
    }
    #expect(abs(report.uncodedSeconds - slowest) < 1e-9)
    let waits = report.floors.orderStatistics
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(abs((waits.last ?? 0) * 33 - slowest) < 1e-9)
    #expect(report.floors.workConserving < slowest / 33)
  }
}
