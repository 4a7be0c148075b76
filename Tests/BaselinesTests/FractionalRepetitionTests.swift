import Coding
import Randomness
import TestSupport
import Testing

@Suite struct FractionalRepetitionTests {
  @Test func fourWorkersOneStraggler() throws {
    let scheme = try makeScheme("frc", workers: 4, stragglers: 1)
    let b = EncodingMatrix(scheme, step: 0)
    #expect(b.elements == [1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1])
    let probe = GatherProbe(scheme)
    #expect(try probe.collect(from: [0, 1]) == nil)
    let closed = try probe.collect(step: 1, from: [3, 2, 0, 1])
    #expect(closed?.taken == 3)
    // The first of each group, whoever else came.
    #expect(
      closed?.weights == [Weight(place: 0, version: 1, 1), Weight(place: 3, version: 1, 1)])
  }

  /// It closes with the message that completes the groups, and not before.
  @Test(arguments: [(6, 1), (6, 2), (24, 1), (24, 5), (24, 11), (24, 23)])
  func closesAsSoonAsEveryGroupAnswered(workers n: Int, stragglers s: Int) throws {
    let scheme = try makeScheme("frc", workers: n, stragglers: s)
    let probe = GatherProbe(scheme)
    var stream = Stream(seed: 2, for: .synthetic, n, s)
    for step in 0..<200 {
      let order = stream.permutation(n)
      var groups = Set<Int>()
      let needed = try #require(
        order.firstIndex {
          groups.insert($0 / (s + 1))
          return groups.count == n / (s + 1)
        })
      let closed = try #require(try probe.collect(step: step, from: order))
      #expect(closed.taken == needed + 1)
      #expect(closed.taken <= n - s)
      #expect(closed.weights.count == n / (s + 1))
      #expect(gap(of: closed.weights, in: scheme) == 0)
    }
  }

  @Test func oldMessagesFreeTheirWorkers() throws {
    let scheme = try makeScheme("frc", workers: 2, stragglers: 1)
    let probe = GatherProbe(scheme)
    probe.open(4)
    #expect(probe.add(1, version: 3) == .released)
    #expect(probe.add(1) == .closes)
  }
}
