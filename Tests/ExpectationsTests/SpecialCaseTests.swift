import Expectations
import Settings
import Testing

/// Where two formulas must agree, the printed tables, and what no formula covers.
@Suite struct SpecialCaseTests {
  static let families: [DelayFamily] = [
    .shiftedExponential(work: 1, rate: 0.5), .additiveExponential(perBlock: 0.1, mean: 0.5),
    .twoPoint(fast: 1, slow: 8, probability: 0.2), .pareto(scale: 1, shape: 3),
  ]

  @Test(arguments: families)
  func oneCopyIsUncoded(family: DelayFamily) throws {
    let uncoded = try expectedSeconds(.uncoded, workers: 12, delays: family)
    for scheme in [
      SchemeKind.fastest(12), .exactCode(stragglers: 0), .fractional(copies: 1),
      .approximate(copies: 1, results: 12), .approximateBound(copies: 1, results: 12),
      .pgcCoverage(copies: 1), .pgcCount(stragglers: 0),
    ] {
      let same = try expectedSeconds(scheme, workers: 12, delays: family)
      #expect(abs(same - uncoded) <= 1e-12 * uncoded, "\(scheme)")
    }
  }

  /// With n copies everybody has everything, and the first answer is enough.
  @Test(arguments: families)
  func allCopiesIsTheFirst(family: DelayFamily) throws {
    let first = try expectedSeconds(
      .approximateBound(copies: 12, results: 1), workers: 12, delays: family)
    for scheme in [
      SchemeKind.fractional(copies: 12), .exactCode(stragglers: 11),
      .approximate(copies: 12, results: 12),
    ] {
      let same = try expectedSeconds(scheme, workers: 12, delays: family)
      #expect(abs(same - first) <= 1e-12 * first, "\(scheme)")
    }
  }

  @Test(arguments: families)
  func coverageOrCountIsSoonerThanEither(family: DelayFamily) throws {
    for r in 1...12 {
      let both = try expectedSeconds(
        .approximate(copies: 3, results: r), workers: 12, delays: family)
      let count = try expectedSeconds(
        .approximateBound(copies: 3, results: r), workers: 12, delays: family)
      let cover = try expectedSeconds(.fractional(copies: 3), workers: 12, delays: family)
      #expect(both <= count * (1 + 1e-12) && both <= cover * (1 + 1e-12))
      if r == 12 { #expect(abs(both - cover) <= 1e-12 * cover) }
    }
  }

  /// n, c, λ; corrected, published, uncoded, CRC.
  @Test(arguments: [
    (30, 3, 1 / 3.0, [0.39290, 0.31617, 0.43283, 0.84850]),
    (30, 5, 1, [0.24833, 0.22372, 0.16650, 0.48528]),
    (24, 24, 0.5, [1.08333, 1.00000, 0.35633, 1.08333]),
  ])
  func lemma8(n: Int, c: Int, rate: Double, row: [Double]) throws {
    let delays = DelayFamily.shiftedExponential(work: 1, rate: rate)
    let values = [
      try ErasureHeadLemma8.corrected.seconds(workers: n, copies: c, rate: rate),
      try ErasureHeadLemma8.published.seconds(workers: n, copies: c, rate: rate),
      try expectedSeconds(.uncoded, workers: n, delays: delays),
      try expectedSeconds(.exactCode(stragglers: c - 1), workers: n, delays: delays),
    ]
    for (value, printed) in zip(values, row) { #expect(abs(value - printed) < 6e-6) }
    let fractional = try expectedSeconds(.fractional(copies: c), workers: n, delays: delays)
    #expect(abs(fractional - values[0]) < 1e-14)
  }

  /// Without copies the published form misses the uncoded time by 1/(λn).
  @Test func lemma8WithoutCopies() throws {
    let delays = DelayFamily.shiftedExponential(work: 1, rate: 2)
    let uncoded = try expectedSeconds(.uncoded, workers: 10, delays: delays)
    let corrected = try ErasureHeadLemma8.corrected.seconds(workers: 10, copies: 1, rate: 2)
    let published = try ErasureHeadLemma8.published.seconds(workers: 10, copies: 1, rate: 2)
    #expect(abs(corrected - uncoded) < 1e-14)
    #expect(abs(uncoded - published - 1 / 20.0) < 1e-14)
  }

  /// n = 30, c = 3, λ = 1/3: min(T_(r), coverage) and T_(r), from a simulation to four digits.
  @Test(arguments: [
    (11, 0.2342, 0.23417), (15, 0.2986, 0.3031), (20, 0.3644, 0.4199), (25, 0.3906, 0.6136),
  ])
  func erasureHeadRule(r: Int, rule: Double, bound: Double) throws {
    let delays = DelayFamily.shiftedExponential(work: 1, rate: 1 / 3.0)
    let value = try expectedSeconds(
      .approximate(copies: 3, results: r), workers: 30, delays: delays)
    let above = try expectedSeconds(
      .approximateBound(copies: 3, results: r), workers: 30, delays: delays)
    #expect(abs(value - rule) < 3e-4)
    #expect(abs(above - bound) < 3e-4)
  }

  @Test func coverageByCounting() {
    // Three groups of two: of the C(6, m) sets, those with all groups.
    let expected = [0, 0, 0, 8 / 20.0, 12 / 15.0, 1, 1]
    for (chance, known) in zip(coverage(groups: 3, copies: 2), expected) {
      #expect(abs(chance - known) < 1e-14)
    }
    let large = coverage(groups: 128, copies: 2)
    #expect(large.allSatisfy { (0...1).contains($0) })
    #expect(zip(large, large.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-12) })
  }

  @Test func elementary() {
    #expect(harmonic(0) == 0)
    #expect(abs(harmonic(4) - 25 / 12.0) < 1e-15)
    #expect(abs(binomialTail(trials: 5, probability: 0.5, above: 3) - 6 / 32.0) < 1e-15)
    #expect(binomialTail(trials: 5, probability: 0, above: 0) == 0)
    #expect(binomialTail(trials: 5, probability: 1, above: 4) == 1)
    #expect(binomialTail(trials: 5, probability: 0.3, above: 5) == 0)
    #expect(binomialTail(trials: 5, probability: 0.3, above: -1) == 1)
    #expect(abs(paretoOrderStatistic(1, of: 4, scale: 1, shape: 3) - 12 / 11.0) < 1e-14)
    #expect(paretoOrderStatistic(4, of: 4, scale: 1, shape: 1) == .infinity)
  }

  @Test(arguments: [
    SchemeKind.fastest(0), .fastest(13), .exactCode(stragglers: 12), .pgcCount(stragglers: -1),
    .fractional(copies: 5), .pgcCoverage(copies: 0), .approximate(copies: 3, results: 13),
    .approximateBound(copies: 7, results: 2),
  ])
  func noSuchScheme(scheme: SchemeKind) {
    #expect(throws: ConfigurationError.self) {
      try expectedSeconds(scheme, workers: 12, delays: .pareto(scale: 1, shape: 2))
    }
  }

  @Test(arguments: [
    DelayFamily.pareto(scale: 1, shape: 0), .shiftedExponential(work: 1, rate: 0),
    .additiveExponential(perBlock: -1, mean: 1), .twoPoint(fast: 2, slow: 1, probability: 0.5),
    .twoPoint(fast: 1, slow: 2, probability: .nan), .pareto(scale: .infinity, shape: 2),
  ])
  func noSuchFamily(family: DelayFamily) {
    #expect(throws: ConfigurationError.self) {
      try expectedSeconds(.uncoded, workers: 12, delays: family)
    }
  }

  @Test func paretoWithoutMean() throws {
    let delays = DelayFamily.pareto(scale: 1, shape: 0.5)
    #expect(try expectedSeconds(.uncoded, workers: 12, delays: delays) == .infinity)
    #expect(try expectedSeconds(.fractional(copies: 3), workers: 12, delays: delays).isFinite)
    #expect(
      try expectedSeconds(.approximate(copies: 3, results: 12), workers: 12, delays: delays)
        .isFinite)
    #expect(
      try expectedSeconds(.approximateBound(copies: 3, results: 12), workers: 12, delays: delays)
        == .infinity)
    #expect(
      try expectedSeconds(
        .approximate(copies: 3, results: 12), workers: 12, delays: .pareto(scale: 1, shape: 0.25)
      ) == .infinity)
  }
}
