import Coding
import Randomness
import Settings
import TestSupport
import Testing

@testable import Baselines

/// Approximate codes of slices against the numbers and bounds of their paper, for every set of stragglers.
@Suite struct SlicedApproximateTests {
  private func scheme(
    _ n: Int, _ s: Int, _ settings: [(String, String)], seed: UInt64 = 1
  ) throws -> any Scheme {
    try makeScheme("sliced-agc", workers: n, stragglers: s, settings, seed: seed)
  }

  /// ‖B_F R − T‖² of the weights that a gather gives.
  private func error(_ scheme: any Scheme, late: [Int], step: Int = 0) throws -> Double {
    let probe = GatherProbe(scheme)
    let there = StragglerPatterns.others(than: late, of: scheme.workers)
    let weights = try #require(try probe.collect(step: step, from: there)).weights
    return squaredError(weights, scheme)
  }

  private func squaredError(_ weights: [Weight], _ scheme: any Scheme) -> Double {
    var sums = SliceSums(scheme)
    for weight in weights {
      for term in scheme.terms(worker: weight.place, step: weight.version) {
        sums.add(term, weight)
      }
    }
    return sums.squaredError
  }

  private func meanError(_ scheme: any Scheme, stragglers s: Int, steps: Int) throws -> Double {
    var mean = RunningMean()
    let sets = StragglerPatterns.all(s, of: scheme.workers)
    for step in 0..<steps {
      mean.add(try error(scheme, late: sets[step * 5 % sets.count], step: step))
    }
    return mean.mean
  }

  /// The Fano plane with D_1 = I and D_2 = (+ − + − + − +): 2.6, and 3.2 and 4.1 without workers 0 and 1.
  @Test func fixedSigns() throws {
    let structure = try #require(BlockStructure(designFor: 7))
    let rows = (0..<7).map { worker in
      structure.held[worker].flatMap { block in
        [Term(block, slice: 0), Term(block, worker % 2 == 0 ? 1 : -1, slice: 1)]
      }
    }
    let scheme = try scheme(7, 0, [("structure", "bibd")])
    for (first, expected) in [(0, 2.6), (1, 3.2), (2, 4.1)] {
      let found = Array(rows[first...])
      let w = try SliceLeastSquares.weights(of: found, blocks: 7, slices: 2)
      var sums = SliceSums(scheme)
      for slice in 0..<2 {
        for (i, row) in found.enumerated() {
          for term in row {
            sums.add(term, Weight(place: i, version: 0, w[slice * found.count + i], slice: slice))
          }
        }
      }
      #expect(abs(sums.squaredError - expected) < 1e-12, "without \(first)")
    }
  }

  /// Its mean error with random signs, near that over all signs and within the bound of the paper, which
  /// is below what plain copies of A have.
  @Test(arguments: zip(0...3, [3.004, 3.724, 4.598, 5.675]))
  func fano(s: Int, expected: Double) throws {
    let scheme = try scheme(7, s, [("structure", "bibd"), ("epsilon", "0")])
    let mean = try meanError(scheme, stragglers: s, steps: 600)
    #expect(abs(mean - expected) < 0.15)
    let (r, load, shared) = (Double(7 - s), 3.0, 1.0)
    #expect(mean <= 14 - 2 * load * load * r / (2 * load + (r - 1) * shared))

    let plain = (0..<7 - s).map { worker in
      scheme.placement(of: worker).flatMap { [Term($0, slice: 0), Term($0, slice: 1)] }
    }
    let w = try SliceLeastSquares.weights(of: plain, blocks: 7, slices: 2)
    var sums = SliceSums(scheme)
    for slice in 0..<2 {
      for (i, row) in plain.enumerated() {
        for term in row {
          sums.add(term, Weight(place: i, version: 0, w[slice * plain.count + i], slice: slice))
        }
      }
    }
    let copies = 14 - load * load * r / (load + (r - 1) * shared)
    #expect(abs(sums.squaredError - copies) < 1e-9 && mean < copies)
  }

  /// Three blocks, a power of a prime that does not divide two: exact from all six with ε > 0.
  @Test func exactFromAllOnCosets() throws {
    let wide = try scheme(6, 0, [])
    for step in 0..<50 { #expect(try error(wide, late: [], step: step) < 1e-15) }
    let signs = try scheme(6, 0, [("epsilon", "0")])
    let inexact = try (0..<50).count { try error(signs, late: [], step: $0) > 1e-3 }
    #expect(inexact > 25)
  }

  @Test(arguments: [(6, 2, 2), (6, 2, 1), (12, 2, 3), (12, 3, 2), (8, 4, 2), (5, 5, 1), (4, 1, 2)])
  func nullSpace(n: Int, m: Int, load: Int) throws {
    let settings = [
      ("construction", "null-space"), ("slices", "\(m)"), ("blocks-each", "\(load)"),
    ]
    var last = 0.0
    for s in 0...min(2, n - 1) {
      let scheme = try scheme(n, s, settings)
      var sum = 0.0
      let sets = StragglerPatterns.all(s, of: n)
      for late in sets { sum += try error(scheme, late: late) }
      let mean = sum / Double(sets.count)
      // Where all hold the same blocks, fewer of them are exact too.
      if s == 0 { #expect(mean < 1e-15) } else { #expect(mean > last - 1e-12 && mean < Double(n)) }
      last = mean
      #expect(scheme.terms(worker: 0, step: 0) == scheme.terms(worker: 0, step: 9))
    }
  }

  /// No weights come nearer than those of the gather: nothing in the span of the messages is left over.
  @Test(arguments: [
    [("structure", "bibd")], [("construction", "null-space")], [("slices", "1")], [],
  ])
  func isTheLeastError(settings: [(String, String)]) throws {
    let n = settings.first?.1 == "bibd" ? 7 : 6
    let scheme = try scheme(n, 2, settings)
    let probe = GatherProbe(scheme)
    let weights = try #require(try probe.collect(step: 4, from: [5, 3, 2, 0, 4, 1])).weights
    let least = squaredError(weights, scheme)
    for i in weights.indices {
      for change in [-0.01, 0.01] {
        var other = weights
        let weight = weights[i]
        other[i] = Weight(
          place: weight.place, version: weight.version, weight.value + change, slice: weight.slice)
        #expect(squaredError(other, scheme) > least)
      }
    }
  }

  @Test func drawnForEachStep() throws {
    let one = try scheme(6, 1, [])
    let same = try scheme(6, 1, [])
    #expect(one.terms(worker: 2, step: 3) == same.terms(worker: 2, step: 3))
    let rows = (0..<20).map { one.terms(worker: 2, step: $0).map(\.coefficient) }
    #expect(Set(rows).count == 20)
    #expect(rows.joined().allSatisfy { (0.9...1.1).contains(abs($0)) })
    #expect(rows.joined().contains { $0 < 0 } && rows.joined().contains { $0 > 0 })
  }

  @Test func refusals() throws {
    for (workers, settings, part) in [
      (7, [], "1, 7"), (8, [("structure", "bibd")], "7, 11, 13"),
      (7, [("structure", "bibd"), ("construction", "null-space")], "structure=coset"),
      (7, [("structure", "bibd"), ("blocks-each", "2")], "leave it out"),
      (6, [("construction", "null-space"), ("epsilon", "0")], "leave it out"),
      (6, [("blocks-each", "4")], "1 to 3"), (6, [("epsilon", "1")], "epsilon"),
    ] as [(Int, [(String, String)], String)] {
      let error = #expect(throws: ConfigurationError.self) { try scheme(workers, 1, settings) }
      #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }
  }
}
