import Baselines
import Randomness
import Testing

@Suite struct RegularGraphTests {
  @Test(arguments: [
    (4, 3), (6, 3), (7, 2), (7, 4), (16, 3), (16, 4), (24, 5), (10, 9), (9, 8), (2, 1),
  ])
  func isSimpleAndRegular(n: Int, degree: Int) throws {
    var stream = Stream(seed: 4, for: .code)
    for graph in [
      try #require(RegularGraph(circulant: n, degree: degree)),
      try #require(RegularGraph(random: n, degree: degree, using: &stream)),
    ] {
      #expect(Set(graph.edges).count == n * degree / 2)
      #expect(graph.edges.allSatisfy { 0 <= $0.a && $0.a < $0.b && $0.b < n })
      #expect(graph.neighbors.allSatisfy { $0.count == degree })
    }
  }

  @Test(arguments: [(5, 3), (4, 4), (3, 5), (4, -1), (0, 0)])
  func noSuchGraph(n: Int, degree: Int) {
    var stream = Stream(seed: 4, for: .code)
    #expect(RegularGraph(random: n, degree: degree, using: &stream) == nil)
  }

  /// Of the 70 cubic graphs on six labeled vertices, 10 have two sides: one in seven.
  @Test func randomGraphsAreNearlyUniform() throws {
    var sample = RunningMean()
    for seed in 0..<3000 {
      var stream = Stream(seed: UInt64(seed), for: .code)
      let graph = try #require(RegularGraph(random: 6, degree: 3, using: &stream))
      let neighbors = graph.neighbors[0]
      let isBipartite = graph.edges.allSatisfy {
        neighbors.contains($0.a) != neighbors.contains($0.b)
      }
      sample.add(isBipartite ? 1 : 0)
    }
    #expect(sample.deviation(from: 1.0 / 7) < 3, "\(sample)")
  }

  /// Complete graphs: 1/(n − 1); the ring of five: 2 cos(4π/5) in absolute value, halved; K₃,₃: 1.
  @Test(arguments: [
    (4, 3, 0.333_333_333_333_333), (7, 6, 0.166_666_666_666_667), (5, 2, 0.809_016_994_374_947),
    (6, 2, 1.0), (6, 3, 1.0),
  ])
  func spectralRatio(n: Int, degree: Int, expected: Double) throws {
    var stream = Stream(seed: 4, for: .code)
    let graph = try #require(RegularGraph(circulant: n, degree: degree))
    let ratio = graph.spectralRatio(using: &stream)
    #expect(abs(ratio - expected) < 1e-9)
  }
}
