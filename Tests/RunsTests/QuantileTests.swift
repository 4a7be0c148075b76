import Runs
import Testing

@Suite struct QuantileTests {
  @Test(
    arguments: [
      (0.5, [3, 1, 2], 2), (0.5, [1, 2], 1.5), (0.25, [1, 2, 3, 4, 5], 2), (0.75, [1, 2], 1.75),
      (0, [4, 2], 2), (1, [4, 2], 4), (0.5, [7], 7),
    ] as [(Double, [Double], Double)])
  func isThatOfNumPy(share: Double, values: [Double], wanted: Double) {
    #expect(quantile(share, of: values) == wanted)
  }

  /// What never came stands last, and spoils no place before it.
  @Test func infiniteValues() {
    let values = [1, 2, .infinity]
    #expect(quantile(0.5, of: values) == 2)
    #expect(quantile(0.75, of: values) == .infinity)
    #expect(quantile(0.5, of: [.infinity, .infinity, 1]) == .infinity)
    #expect(quantile(0.5, of: []).isNaN)
  }
}
