import Expectations
import Runs
import Testing

/// Timing-only runs of the schemes themselves have the expected seconds a step in closed form.
@Suite struct ClosedForms {
  private static let schemes: [(name: String, stragglers: Int, kind: SchemeKind)] = [
    ("uncoded", 0, .uncoded), ("is-sgd", 3, .fastest(9)), ("frc", 2, .fractional(copies: 3)),
    ("crc", 2, .exactCode(stragglers: 2)),
  ]
  private static let delays = [
    "shifted-exponential:work=1,rate=0.5", "fixed:seconds=0.1,per=block+exponential:mean=0.5",
    "two-point:fast=1,slow=8,probability=0.2", "pareto:scale=1,shape=3",
  ]

  @Test(arguments: schemes, delays)
  func schemesThemselves(
    scheme: (name: String, stragglers: Int, kind: SchemeKind), delay: String
  ) throws {
    let family = try #require(try DelayFamily(delay, option: "--delay"))
    let expected = try expectedSeconds(scheme.kind, workers: 12, delays: family)
    let times = try StepSeconds.measured(
      RunConfiguration(
        timing: scheme.name, workers: 12, stragglers: scheme.stragglers, lateWork: "cancel",
        delay: delay, steps: 2000))
    #expect(
      abs(times.mean - expected) <= 3 * times.standardError,
      "\(times.mean) ± \(times.standardError) for \(expected)")
    #expect(times.standardError < 0.05 * expected)
  }

  /// Rows (n, c, λ, the mean with H_{n/c}, the mean as published).
  ///
  /// The published one is Lemma 8, eq. (13), of Wang, Charles, Papailiopoulos, "ErasureHead", 2019: c/n + (H_n − H_c)/(λn).
  @Test(
    arguments: [
      (30, 3, 1.0 / 3, 0.39290, 0.31617), (30, 5, 1.0, 0.24833, 0.22372),
      (24, 24, 0.5, 1.08333, 1.0),
    ])
  func fractionalRepetitionIsNotAsPublished(
    n: Int, copies: Int, rate: Double, corrected: Double, published: Double
  ) throws {
    let delay = "shifted-exponential:work=1,rate=\(rate)"
    let configuration = RunConfiguration(
      timing: "frc", workers: n, stragglers: copies - 1, lateWork: "cancel", delay: delay,
      steps: 2000)
    let times = try StepSeconds.measured(configuration)
    // The numbers have five digits.
    #expect(abs(times.mean - corrected) <= 3 * times.standardError + 5e-6)
    #expect(abs(times.mean - published) > 10 * times.standardError)
    let family = DelayFamily.shiftedExponential(work: 1, rate: rate)
    let form = try expectedSeconds(.fractional(copies: copies), workers: n, delays: family)
    #expect(abs(form - corrected) <= 5e-6)
    let lemma = try ErasureHeadLemma8.published.seconds(workers: n, copies: copies, rate: rate)
    #expect(abs(lemma - published) <= 5e-6)
  }

  /// The table that a user prints has both, and says which is wrong.
  @Test func theTableNamesBoth() throws {
    let text = try ExpectationTable.text(
      RunConfiguration(
        timing: "frc", workers: 30, stragglers: 2, lateWork: "cancel",
        delay: "shifted-exponential:work=1,rate=\(1.0 / 3)", steps: 100))
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    let form = try #require(lines.first { $0.hasPrefix("frc ") })
    #expect(form.contains("0.3929"))
    let published = try #require(lines.first { $0.hasPrefix("frc, as published") })
    #expect(published.contains("0.31617") && published.contains("wrong"))
    for scheme in ["uncoded", "is-sgd", "crc", "pgc", "pgc-fr", "pgc-cr"] {
      #expect(lines.contains { $0.hasPrefix("\(scheme) ") }, "\(scheme)")
    }
  }
}
