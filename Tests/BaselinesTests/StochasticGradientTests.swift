import Coding
import Randomness
import Settings
import Testing

@Suite struct StochasticGradientTests {
  @Test(arguments: [(4, 1), (6, 2), (12, 3), (7, 7), (1, 1)])
  func everyWorkerAndBlockHasDCopies(n: Int, d: Int) throws {
    for seed in 0..<20 {
      let code = try CodeUnderTest("sgc", workers: n, [("copies", "\(d)")], seed: UInt64(seed))
      for i in 0..<n {
        #expect(code.matrix.support(ofRow: i).count == d)
        #expect((0..<n).count { code.matrix[$0, i] != 0 } == d)
      }
    }
  }

  /// Two workers share d(d − 1)/(n − 1) blocks, on average over seeds: pairwise balanced.
  @Test func pairwiseBalanced() throws {
    for other in 1..<9 {
      var sample = RunningMean()
      for seed in 0..<2000 {
        let b = try CodeUnderTest("sgc", workers: 9, [("copies", "3")], seed: UInt64(seed)).matrix
        sample.add(Double(Set(b.support(ofRow: 0)).intersection(b.support(ofRow: other)).count))
      }
      #expect(sample.deviation(from: 6.0 / 8) < 3.5)
    }
  }

  /// With n − s of n workers, all sets equally likely, the mean estimate has each block once.
  @Test(arguments: [(6, 2, 2), (5, 1, 3), (7, 3, 1)])
  func unbiasedOverSets(n: Int, d: Int, s: Int) throws {
    let code = try CodeUnderTest("sgc", workers: n, stragglers: s, [("copies", "\(d)")])
    let sets = StragglerPatterns.all(n - s, of: n)
    var mean = Array(repeating: 0.0, count: n)
    for received in sets {
      for (i, part) in try code.decoded(from: received).enumerated() {
        mean[i] += part / Double(sets.count)
      }
    }
    #expect(distance(mean, Array(repeating: 1, count: n)) < 1e-12)
  }

  /// Workers late independently with chance p: mean Σ g_i, variance p(1 − p) Σ ‖f_j‖², over all 2ⁿ sets.
  @Test(arguments: [0.1, 0.4]) func meanAndVariance(p: Double) throws {
    let n = 8
    let code = try CodeUnderTest(
      "sgc", workers: n, [("copies", "3"), ("p", "\(p)")], stop: "deadline:seconds=1")
    var stream = Stream(seed: 9, for: .synthetic)
    let g = (0..<n).map { _ in stream.normal() }
    let f = (0..<n).map { row in zip(code.matrix.row(row), g).reduce(0) { $0 + $1.0 * $1.1 } }
    let total = g.reduce(0, +)
    var (mean, variance) = (0.0, 0.0)
    for set in 0..<1 << n {
      let received = (0..<n).filter { set >> $0 & 1 == 1 }
      var chance = 1.0
      for worker in 0..<n { chance *= set >> worker & 1 == 1 ? 1 - p : p }
      let estimate = try sum(of: f, from: received, by: code)
      mean += chance * estimate
      variance += chance * (estimate - total) * (estimate - total)
    }
    #expect(abs(mean - total) < 1e-12)
    #expect(abs(variance - p * (1 - p) * f.reduce(0) { $0 + $1 * $1 }) < 1e-12)
  }

  /// What a gather makes of workers that come before the deadline.
  private func sum(of f: [Double], from received: [Int], by code: CodeUnderTest) throws -> Double {
    guard !received.isEmpty else { return 0 }
    var gather = code.scheme.makeGather(shares: [])
    gather.open(step: 3, at: 10)
    #expect(gather.deadline == 11)
    for worker in received { _ = gather.add(Arrival(worker: worker, version: 3, time: 10.5)) }
    let closes = gather.expire()
    #expect(closes)
    var weights: [Weight] = []
    try gather.close(into: &weights)
    #expect(weights.map(\.place).sorted() == received)
    return weights.reduce(0) { $0 + $1.value * f[$1.place] }
  }

  @Test func waitsForTheFirstWhereNobodyCameInTime() throws {
    let code = try CodeUnderTest("sgc", workers: 4, [("p", "0.5")], stop: "deadline:seconds=1")
    var gather = code.scheme.makeGather(shares: [])
    for step in 0..<2 {
      gather.open(step: step, at: 0)
      let closes = gather.expire()
      #expect(!closes)
      #expect(gather.deadline == .infinity)
      let late = gather.add(Arrival(worker: 1, version: step - 1, time: 2))
      #expect(late == .released)
      let fresh = gather.add(Arrival(worker: 2, version: step, time: 2))
      #expect(fresh == .closes)
    }
  }

  @Test func oneCopyIsIgnoringStragglers() throws {
    let sgc = try CodeUnderTest("sgc", workers: 4, stragglers: 1, [("copies", "1")])
    let ignoring = try CodeUnderTest("is-sgd", workers: 4, stragglers: 1)
    var stream = Stream(seed: 1, for: .code)
    let offset = stream.sample(1, below: 4)[0]
    for late in 0..<4 {
      let received = StragglerPatterns.others(than: [late], of: 4)
      let same = received.map { ($0 - offset + 4) % 4 }
      #expect(distance(try sgc.decoded(from: same), try ignoring.decoded(from: received)) < 1e-15)
    }
  }

  @Test(arguments: [
    ("deadline:seconds=1", [], "needs p"), ("deadline:seconds=0", [("p", "0.1")], "out of range"),
    ("deadlin", [], "did you mean 'deadline'"), ("fresh", [("p", "1")], "always late"),
    ("deadline:secs=1", [("p", "0.1")], "secs"), ("fresh", [("copies", "9")], "out of range"),
  ])
  func mistakes(stop: String, settings: [(String, String)], part: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try CodeUnderTest("sgc", workers: 8, settings, stop: stop)
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }
}
