import Coding
import TestSupport
import Testing

@Suite struct IgnoreStragglersTests {
  private func weights(_ settings: [(String, String)], shares: [Double], from order: [Int]) throws
    -> [Weight]
  {
    let scheme = try makeScheme("is-sgd", workers: 4, stragglers: 2, settings)
    let probe = GatherProbe(scheme, shares: shares)
    return try #require(try probe.collect(from: order)).weights
  }

  @Test func rescaledByTheShareThatAnswered() throws {
    // Blocks of 40 and 20 of 100 samples: 1 / 0.6.
    let found = try weights([], shares: [0.1, 0.2, 0.3, 0.4], from: [3, 1, 0, 2])
    #expect(found.map(\.place) == [1, 3])
    for weight in found { #expect(abs(weight.value - 1 / 0.6) < 1e-15) }
    let other = try weights([], shares: [0.1, 0.2, 0.3, 0.4], from: [1, 3, 2, 0])
    #expect(other == found)
  }

  @Test func notRescaled() throws {
    let found = try weights([("rescale", "no")], shares: [0.1, 0.2, 0.3, 0.4], from: [2, 0, 1])
    #expect(found == [Weight(place: 0, version: 0, 1), Weight(place: 2, version: 0, 1)])
  }

  @Test(arguments: ["is-sgd", "uncoded"])
  func allThereIsExact(name: String) throws {
    // Ten shares of 0.1 do not sum to 1 in floating point; the weights are 1 all the same.
    let scheme = try makeScheme(name, workers: 10, stragglers: 0)
    let probe = GatherProbe(scheme)
    let closed = try #require(try probe.collect(from: (0..<10).reversed()))
    #expect(closed.weights.allSatisfy { $0.value == 1 })
  }
}
