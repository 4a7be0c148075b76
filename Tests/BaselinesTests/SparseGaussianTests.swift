import Coding
import Settings
import Testing

@Suite struct SparseGaussianTests {
  /// E[B_ij] = E[B_ij²] = L/n and E[B_ij B_lj] = λ/n.
  @Test(arguments: [
    (7, 2.5, 0.5, 1.0), (7, 2.5, 0.4, 1.0), (10, 3, 0.6, 0.9), (12, 3, 1, 0.55), (8, 2, 0.25, 0.5),
  ])
  func meanGramMatrix(n: Int, copies: Double, density: Double, overlap: Double) throws {
    var (first, second, pair, load) = (RunningMean(), RunningMean(), RunningMean(), RunningMean())
    for seed in 0..<4000 {
      let b = try CodeUnderTest(
        "sparse-gaussian", workers: n,
        [("copies", "\(copies)"), ("density", "\(density)"), ("overlap", "\(overlap)")],
        seed: UInt64(seed)
      ).matrix
      // One entry and one pair of a code, so that samples are independent.
      let block = seed % n
      let (j, l) = (seed / n % n, (seed / n + 1) % n)
      first.add(b[j, block])
      second.add(b[j, block] * b[j, block])
      pair.add(b[j, block] * b[l, block])
      load.add(Double(b.support(ofRow: j).count))
    }
    #expect(first.deviation(from: copies / Double(n)) < 3, "\(first)")
    #expect(second.deviation(from: copies / Double(n)) < 3, "\(second)")
    #expect(pair.deviation(from: overlap / Double(n)) < 3, "\(pair)")
    #expect(abs(load.mean - density * Double(n)) <= 3 * load.standardError + 1e-12)
  }

  @Test func weightOfADesign() throws {
    let code = try CodeUnderTest(
      "sparse-gaussian", workers: 7, stragglers: 1, [("copies", "2.5"), ("overlap", "1")])
    for weight in try code.weights(from: [0, 2, 3, 4, 5, 6]) {
      #expect(abs(weight.value - 1.0 / 3) < 1e-15)
    }
  }

  /// Mean error n − L² r / (L + λ (r − 1)): that of a design, by the mean Gram matrix.
  @Test func meanError() throws {
    var sample = RunningMean()
    for seed in 0..<2000 {
      let code = try CodeUnderTest(
        "sparse-gaussian", workers: 7, stragglers: 1, [("copies", "2.5"), ("overlap", "1")],
        seed: UInt64(seed))
      sample.add(try code.error(from: [0, 1, 2, 3, 4, 5]))
    }
    #expect(sample.deviation(from: 7 - 2.5 * 2.5 * 6 / 7.5) < 3, "\(sample)")
  }

  @Test func covarianceMustBeSemidefinite() throws {
    func code(_ settings: (String, String)...) throws {
      _ = try CodeUnderTest("sparse-gaussian", workers: 7, stragglers: 1, settings)
    }
    // λ ≤ γL = 1.25, and λ ≥ L(L − γ)/(n − 1) = 5/6 for γ = 1/2.
    try code(("copies", "2.5"), ("density", "0.5"), ("overlap", "1.25"))
    try code(("copies", "2.5"), ("density", "0.5"), ("overlap", "0.8333333333333334"))
    for overlap in ["1.26", "0.83", "0"] {
      let error = #expect(throws: ConfigurationError.self) {
        try code(("copies", "2.5"), ("density", "0.5"), ("overlap", overlap))
      }
      #expect(error?.description.contains("from overlap=0.83") == true)
    }
    let error = #expect(throws: ConfigurationError.self) {
      try code(("copies", "2.5"), ("density", "0.3"))
    }
    #expect(error?.description.contains("from density=0.357") == true)
  }

  @Test func oneWorkerIsExact() throws {
    let code = try CodeUnderTest("sparse-gaussian", workers: 1)
    #expect(try code.error(from: [0]) < 1e-20)
  }
}
