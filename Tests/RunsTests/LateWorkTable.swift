import Runs
import Testing

/// Mean seconds a step where a task takes 0.1 s and an exponential time of mean 0.5 s.
///
/// The table is of an independent simulation of each rule: k of n under `cancel` (also
/// 0.1 + 0.5 (H_n − H_{n−k}) in closed form), any k messages, and k of n under `finish` and `backlog`.
@Suite struct LateWorkTable {
  private static let rows: [(n: Int, k: Int, seconds: [Double])] = [
    (30, 11, [0.323, 0.263, 0.546, 0.711]),
    (30, 15, [0.438, 0.391, 0.659, 0.779]),
    (30, 20, [0.632, 0.603, 0.831, 0.902]),
    (30, 27, [1.180, 1.171, 1.288, 1.303]),
    (12, 9, [0.735, 0.710, 0.903, 0.953]),
    (12, 11, [1.155, 1.145, 1.241, 1.253]),
  ]
  private static let columns: [(scheme: String, stop: String?, lateWork: String)] = [
    ("is-sgd", nil, "cancel"), ("pgc", "arrivals", "finish"), ("is-sgd", nil, "finish"),
    ("is-sgd", nil, "backlog"),
  ]

  @Test(arguments: rows, Array(columns.indices))
  func asSimulated(row: (n: Int, k: Int, seconds: [Double]), column: Int) throws {
    let (scheme, stop, lateWork) = Self.columns[column]
    try expect(
      row.seconds[column], n: row.n, k: row.k, scheme: scheme, stop: stop, lateWork: lateWork)
  }

  /// With a buffer behind it, the parameter server waits for the same k.
  @Test(arguments: [(30, 11, 0.546), (12, 9, 0.903)])
  func freshResultsOfTheBuffer(n: Int, k: Int, seconds: Double) throws {
    try expect(seconds, n: n, k: k, scheme: "pgc", stop: "fresh", lateWork: "finish")
  }

  private func expect(
    _ wanted: Double, n: Int, k: Int, scheme: String, stop: String?, lateWork: String
  ) throws {
    let times = try StepSeconds.measured(
      RunConfiguration(
        timing: scheme, workers: n, stragglers: n - k, stop: stop, lateWork: lateWork,
        delay: "fixed:seconds=0.1+exponential:mean=0.5", steps: 2000, seed: UInt64(n + k)))
    // The table has three digits.
    #expect(
      abs(times.mean - wanted) <= 3 * times.standardError + 0.0005,
      "\(times.mean) ± \(times.standardError)")
    #expect(times.standardError < 0.03 * wanted)
  }
}
