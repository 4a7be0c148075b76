import Clusters
import Coding
import Console
import Expectations
import Kernels
import Settings
import Training

/// Closed forms of seconds a step beside what a run of times alone gives.
public enum ExpectationTable {
  /// Names of the columns.
  static let columns = [
    "scheme", "late work", "closed form", "simulated", "standard error", "difference",
  ]

  /// The table as text.
  /// - Throws: where the delay has no closed form, or a simulation cannot be made.
  public static func text(_ configuration: RunConfiguration) throws -> String {
    Columns.text([columns] + (try rows(configuration)))
  }

  /// The table for n, s and the delay of a configuration.
  ///
  /// The forms assume that late work is cancelled. A scheme that does something else unless it is told
  /// has a second row, which no form is known for.
  static func rows(_ configuration: RunConfiguration) throws -> [[String]] {
    let family = try DelayFamily(configuration.delay, option: "--delay")
    guard let family else {
      throw ConfigurationError(
        "--delay \(configuration.delay): has no closed form here; give shifted-exponential, "
          + "fixed:…,per=block+exponential, two-point or pareto")
    }
    let n = configuration.workers
    let s = configuration.stragglers ?? 1
    var rows: [[String]] = []
    for (name, kind) in kinds(workers: n, stragglers: s) {
      var asked = configuration
      asked.scheme = name
      asked.stragglers = name == "uncoded" ? 0 : s
      asked.lateWork = LateWork.cancel.rawValue
      asked.steps = max(configuration.steps, 100)
      let expected = try expectedSeconds(kind, workers: n, delays: family)
      guard let times = try simulate(asked) else { continue }
      let off = (times.mean - expected) / times.standardError
      rows.append(
        [
          name, LateWork.cancel.rawValue, String(rounding: expected, to: 5),
          String(rounding: times.mean, to: 5), String(rounding: times.standardError, to: 5),
          "\(String(rounding: off, to: 2)) errors",
        ])
      asked.lateWork = nil
      let usual = try Arrangement(asked).lateWork
      if usual != .cancel, let times = try simulate(asked) {
        rows.append(
          [
            name, usual.rawValue, "", String(rounding: times.mean, to: 5),
            String(rounding: times.standardError, to: 5), "its own rule for late work",
          ])
      }
      if name == "frc", case .shiftedExponential(let work, let rate) = family, work == 1 {
        let published = try ErasureHeadLemma8.published.seconds(
          workers: n, copies: s + 1, rate: rate)
        rows.append(
          [
            "frc, as published", LateWork.cancel.rawValue, String(rounding: published, to: 5), "",
            "",
            "ErasureHead's Lemma 8, eq. (13): wrong; the row above has n/c groups",
          ])
      }
    }
    return rows
  }

  private static func kinds(workers n: Int, stragglers s: Int) -> [(String, SchemeKind)] {
    var kinds: [(String, SchemeKind)] = [
      ("uncoded", .uncoded), ("is-sgd", .fastest(n - s)), ("pgc", .fastest(n - s)),
      ("crc", .exactCode(stragglers: s)),
    ]
    if n % (s + 1) == 0 {
      kinds += [("frc", .fractional(copies: s + 1)), ("pgc-fr", .pgcCoverage(copies: s + 1))]
    }
    return kinds + [("pgc-cr", .pgcCount(stragglers: s))]
  }

  private static func simulate(_ configuration: RunConfiguration) throws -> StepTimes? {
    struct Waits: TimingObserver {
      var seconds: [Double] = []
      mutating func stepped(_ record: StepRecord) -> Bool {
        // The first step of some schemes differs: it fills what later ones use.
        if record.step > 0 { seconds.append(record.waited) }
        return true
      }
    }
    var waits = Waits()
    try TimingSession(configuration).run(&waits)
    return StepTimes(waits.seconds)
  }
}
