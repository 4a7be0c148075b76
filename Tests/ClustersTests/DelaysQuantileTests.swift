import Testing

@testable import Clusters

/// Against Python's `statistics.NormalDist().inv_cdf`.
@Suite struct DelaysQuantileTests {
  @Test(arguments: [
    (1.1102230246251565e-16, -8.209536151601386),
    (1e-12, -7.034483825301132),
    (1e-05, -4.2648907939228256),
    (0.02, -2.0537489106318225),
    (0.07, -1.4757910281791702),
    (0.3, -0.5244005127080407),
    (0.5, 0.0),
    (0.9, 1.2815515655446008),
    (0.93, 1.4757910281791708),
    (0.999, 3.090232306167813),
    (0.9999999999999999, 8.209536151601386),
  ])
  func values(probability: Double, expected: Double) {
    #expect(abs(normalQuantile(probability) - expected) <= 1e-14 * max(abs(expected), 1))
  }

  @Test func endsAreFinite() {
    #expect(normalQuantile(0) == normalQuantile(0x1p-53))
    #expect(normalQuantile(1) == normalQuantile(1 - 0x1p-53))
  }
}
