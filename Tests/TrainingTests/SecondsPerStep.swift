import Cluster
import Coding
import TestSupport
import Testing
import Training

/// Mean seconds a step where a task takes 0.1 s and an exponential time of mean 0.5 s.
///
/// The table is of an independent simulation of each rule: k of n under `cancel` (also
/// 0.1 + 0.5 (H_n − H_{n−k}) in closed form), `finish` and `backlog`, and any k messages.
@Suite struct SecondsPerStep {
  /// (n, k, scheme and stopping rule, late work, seconds a step).
  private static let table: [(Int, Int, [String], LateWork, Double)] = [
    (30, 11, ["is-sgd"], .cancel, 0.323), (30, 11, ["pgc", "arrivals"], .finish, 0.263),
    (30, 11, ["is-sgd"], .finish, 0.546), (30, 11, ["is-sgd"], .backlog, 0.711),
    (30, 11, ["pgc", "fresh"], .finish, 0.546),
    (12, 9, ["is-sgd"], .cancel, 0.735), (12, 9, ["pgc", "arrivals"], .finish, 0.710),
    (12, 9, ["is-sgd"], .finish, 0.903), (12, 9, ["is-sgd"], .backlog, 0.953),
    (12, 9, ["pgc", "fresh"], .finish, 0.903),
  ]

  @Test(arguments: table)
  func asSimulated(n: Int, k: Int, names: [String], lateWork: LateWork, wanted: Double) throws {
    let steps = 2000
    let rehearsal = Rehearsal(
      try makeScheme(
        names[0], workers: n, stragglers: n - k, stop: names.count > 1 ? names[1] : nil),
      Quadratic(
        hessians: Array(repeating: [], count: n), centres: Array(repeating: [], count: n)),
      delays: try Delays.make(
        "fixed:seconds=0.1+exponential:mean=0.5", workers: n, seed: UInt64(n + k)),
      lateWork: lateWork, steps: steps)
    let records = try rehearsal.run().records
    // Steps near each other depend on each other: the error is that of means of 40 batches, without
    // the first, in which the run settles.
    let size = steps / 40
    let times = records.map(\.time)
    let means = (1..<40).map { (times[($0 + 1) * size - 1] - times[$0 * size - 1]) / Double(size) }
    let mean = means.reduce(0, +) / Double(means.count)
    let variance = means.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(means.count - 1)
    let error = (variance / Double(means.count)).squareRoot()
    #expect(abs(mean - wanted) < 3 * error + 0.0005, "\(mean) ± \(error)")
    #expect(error < 0.03 * wanted)
    #expect(records.allSatisfy { $0.arrivals >= k && $0.waited >= 0 })
  }
}
