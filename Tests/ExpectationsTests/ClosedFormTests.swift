import Clusters
import Expectations
import Settings
import Testing

/// Every closed form against a direct simulation over the delay models, paired by seed.
@Suite struct ClosedFormTests {
  static let schemes: [SchemeKind] = [
    .uncoded, .fastest(9), .exactCode(stragglers: 2), .fractional(copies: 3),
    .approximate(copies: 3, results: 7), .approximate(copies: 2, results: 12),
    .approximateBound(copies: 3, results: 7), .pgcCoverage(copies: 3), .pgcCount(stragglers: 3),
  ]
  static let families: [(DelayFamily, String)] = [
    (.shiftedExponential(work: 1, rate: 0.5), "shifted-exponential:work=1,rate=0.5"),
    (.shiftedExponential(work: 3, rate: 2), "shifted-exponential:work=3,rate=2"),
    (
      .additiveExponential(perBlock: 0.1, mean: 0.5),
      "fixed:seconds=0.1,per=block+exponential:mean=0.5"
    ),
    (
      .twoPoint(fast: 1, slow: 8, probability: 0.2),
      "two-point:fast=1,slow=8,probability=0.2"
    ),
    (.pareto(scale: 1, shape: 3), "pareto:scale=1,shape=3"),
  ]

  @Test(arguments: families)
  func readsItsText(family: DelayFamily, text: String) throws {
    #expect(try DelayFamily(text, option: "--delay") == family)
  }

  @Test func readsOtherTexts() throws {
    #expect(
      try DelayFamily("exponential:mean=2", option: "--delay")
        == .additiveExponential(perBlock: 0, mean: 2))
    #expect(
      try DelayFamily("exponential:mean=2+fixed:per=block,seconds=1", option: "--delay")
        == .additiveExponential(perBlock: 1, mean: 2))
    for text in [
      "none", "shifted-exponential:shift=1", "pareto:scale=1,shape=2,per=task",
      "fixed:seconds=1+exponential:mean=2", "exponential:mean=1+exponential:mean=2",
      "exponential:mean=1,per=block", "fixed:seconds=1", "slow:workers=0,factor=2",
      "two-point:slow=2,probability=0.1+exponential:mean=1",
    ] {
      #expect(try DelayFamily(text, option: "--delay") == nil, "\(text)")
    }
    for text in ["exponential", "pareto:scale=x,shape=2", "two-point:slow=2,probability=2"] {
      #expect(throws: ConfigurationError.self) { try DelayFamily(text, option: "--delay") }
    }
  }

  @Test(arguments: schemes, families)
  func againstSimulation(scheme: SchemeKind, family: (DelayFamily, String)) throws {
    let n = 12
    let steps = 4000
    let expected = try expectedSeconds(scheme, workers: n, delays: family.0)
    let model = try Delays.make(family.1, workers: n, seed: 2026)
    var sum = 0.0
    var squares = 0.0
    for step in 0..<steps {
      let times = (0..<n).map {
        model.seconds(worker: $0, step: step, load: Double(load(of: scheme)))
      }
      let time = finish(scheme, times)
      sum += time
      squares += time * time
    }
    let mean = sum / Double(steps)
    let variance = squares / Double(steps) - mean * mean
    #expect(
      abs(mean - expected) <= 3 * (variance / Double(steps)).squareRoot(),
      "\(scheme), \(family.1): \(mean) simulated, \(expected) expected")
  }

  /// The programs' placement: worker j is in group j / c.
  private func finish(_ scheme: SchemeKind, _ times: [Double]) -> Double {
    let sorted = times.sorted()
    func coverage(_ c: Int) -> Double {
      let groups = stride(from: 0, to: times.count, by: c).map { times[$0..<$0 + c].min() ?? 0 }
      return groups.max() ?? 0
    }
    switch scheme {
    case .uncoded: return sorted[times.count - 1]
    case .fastest(let k): return sorted[k - 1]
    case .exactCode(let s), .pgcCount(let s): return sorted[times.count - s - 1]
    case .fractional(let c), .pgcCoverage(let c): return coverage(c)
    case .approximate(let c, let r): return min(sorted[r - 1], coverage(c))
    case .approximateBound(_, let r): return sorted[r - 1]
    }
  }

  private func load(of scheme: SchemeKind) -> Int {
    switch scheme {
    case .uncoded, .fastest, .pgcCoverage, .pgcCount: 1
    case .exactCode(let s): s + 1
    case .fractional(let c), .approximate(let c, _), .approximateBound(let c, _): c
    }
  }
}
