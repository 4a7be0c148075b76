import Coding
import Randomness
import Settings
import TestSupport
import Testing

@testable import Baselines

/// The adaptive code: as many symbols as the number of late workers asks for, and not one less.
@Suite struct AdaptiveCodeTests {
  private func scheme(_ n: Int, load d: Int, groups: Int? = nil) throws -> AdaptiveGradientCode {
    let made = try makeScheme(
      "adaptive-gc", workers: n, stragglers: d - 1, groups.map { [("groups", "\($0)")] } ?? [])
    return try #require(made as? AdaptiveGradientCode)
  }

  /// A gather with the first `symbols` of some workers, in turn; whether the last one closed it, and none
  /// before.
  private func collect(_ scheme: any Scheme, from workers: [Int], symbols: Int) throws -> (
    closes: Bool, probe: GatherProbe
  ) {
    let probe = GatherProbe(scheme)
    probe.open(0)
    var closes = false
    for symbol in 0..<symbols {
      for worker in workers {
        #expect(!closes, "\(workers), symbol \(symbol)")
        closes = probe.add(worker, part: symbol) == .closes
      }
    }
    return (closes, probe)
  }

  /// r_s = ℓ / (d − s): a third, a half and the whole of a gradient for d = 3.
  @Test func costs() throws {
    let code = try #require(NestedCode(workers: 4, load: 3, draws: 4, seed: 1, key: 0))
    #expect(code.slices == 6)
    #expect(code.needed == [2, 3, 6])
    #expect([1, 2, 3, 4, 5, 6].map(NestedCode.slices(load:)) == [1, 2, 6, 12, 60, 60])
  }

  @Test(arguments: [(3, 3), (4, 3), (5, 3), (4, 4), (6, 4), (5, 1), (4, 2)])
  func everySet(n: Int, d: Int) throws {
    let scheme = try scheme(n, load: d, groups: 1)
    let code = try #require(NestedCode(workers: n, load: d, draws: 1, seed: 1, key: 0))
    for s in 0..<d {
      for late in StragglerPatterns.all(s, of: n) {
        let there = StragglerPatterns.others(than: late, of: n)
        let (closes, probe) = try collect(scheme, from: there, symbols: code.needed[s])
        #expect(closes, "n = \(n), late: \(late)")
        let weights = try probe.close()
        #expect(try #require(probe.gap(of: weights)) < 4e-9, "n = \(n), late: \(late)")
      }
    }
  }

  /// The symbols are as few as can be: without the last one there is no exact sum.
  @Test(arguments: [(4, 3), (5, 3)])
  func oneSymbolLessFails(n: Int, d: Int) throws {
    let scheme = try scheme(n, load: d, groups: 1)
    let code = try #require(NestedCode(workers: n, load: d, draws: 1, seed: 1, key: 0))
    for s in 0..<d {
      for late in StragglerPatterns.all(s, of: n) {
        let there = StragglerPatterns.others(than: late, of: n)
        var rows = there.flatMap { worker in
          (0..<code.needed[s]).map { symbol in
            scheme.terms(worker: worker, step: 0).filter { $0.part == symbol }
          }
        }
        rows.removeLast()
        let w = try SliceLeastSquares.weights(of: rows, blocks: n, slices: scheme.slices)
        var sums = SliceSums(scheme)
        for slice in 0..<scheme.slices {
          for (i, row) in rows.enumerated() {
            let weight = Weight(place: 0, version: 0, w[slice * rows.count + i], slice: slice)
            for term in row { sums.add(term, weight) }
          }
        }
        #expect(sums.gap > 1e-6, "n = \(n), late: \(late)")
      }
    }
  }

  /// Symbols of all workers in any order, workers that stop anywhere: what closes a step is exact.
  @Test(
    arguments: [(6, 3, nil), (7, 3, nil), (9, 4, 2), (6, 3, 1), (24, 4, nil)]
      as [(Int, Int, Int?)])
  func anyOrder(n: Int, d: Int, groups: Int?) throws {
    let scheme = try scheme(n, load: d, groups: groups)
    let probe = GatherProbe(scheme)
    var stream = Stream(seed: 8, for: .synthetic, n, d)
    for step in 0..<25 {
      probe.open(step)
      var sent = Array(repeating: 0, count: n)
      var isClosed = false
      while !isClosed {
        // Some are three times as fast as others.
        let worker = stream.below(3) == 0 ? stream.below(n) : stream.below((n + 1) / 2)
        guard sent[worker] < scheme.parts else { continue }
        isClosed = probe.add(worker, part: sent[worker]) == .closes
        sent[worker] += 1
      }
      #expect(try #require(probe.gap(of: try probe.close())) < 1e-8, "step \(step)")
    }
  }

  /// Behind a symbol that was not finite nothing of its worker counts, and old symbols never do.
  @Test func gapsDoNotCount() throws {
    let scheme = try scheme(3, load: 3)
    let probe = GatherProbe(scheme)
    probe.open(1)
    #expect(probe.add(0, version: 0, part: 0) == .released)
    for symbol in 0..<3 { #expect(probe.add(0, part: symbol) == .counted) }
    for symbol in 0..<2 { #expect(probe.add(1, part: symbol) == .counted) }
    #expect(probe.add(1, part: 2) == .closes)
    probe.open(2)
    for symbol in [1, 2, 3, 4, 5] { #expect(probe.add(0, part: symbol) == .counted) }
    for symbol in 0..<5 { #expect(probe.add(1, part: symbol) == .counted) }
    #expect(probe.add(1, part: 5) == .closes)
    #expect(try #require(probe.gap(of: try probe.close())) < 1e-9)
  }

  @Test func groupsHoldBlocksOfTheirOwn() throws {
    let scheme = try scheme(7, load: 3)
    #expect(scheme.slices == 6 && scheme.parts == 6 && scheme.blocks == 7)
    for worker in 0..<7 {
      let blocks = scheme.placement(of: worker)
      #expect(blocks.count == 3)
      #expect(blocks.allSatisfy { ($0 < 3) == (worker < 3) }, "\(worker): \(blocks)")
    }
  }

  @Test func refusals() throws {
    for (workers, s, settings, part) in [
      (12, 4, [], "0 to 3"), (9, 3, [], "groups=2"), (12, 2, [("groups", "5")], "1 to 4"),
      (100, 1, [("groups", "3")], "4 to 50"),
    ] as [(Int, Int, [(String, String)], String)] {
      let error = #expect(throws: ConfigurationError.self) {
        try makeScheme("adaptive-gc", workers: workers, stragglers: s, settings)
      }
      #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }
  }
}
