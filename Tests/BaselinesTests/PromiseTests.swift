import Clusters
import Coding
import Randomness
import Runs
import Settings
import TestSupport
import Testing
import Training

/// What schemes promise of their estimates, held against every scheme that is registered.
@Suite("Every scheme keeps its promise") struct PromiseTests {
  private static let names = Schemes.all.map { $0.description.entry.name }

  private static func names(_ promises: Promise...) -> [String] {
    Schemes.all.map { $0.description }.filter { promises.contains($0.promise) }
      .map { $0.entry.name }
  }

  /// All codes of a name with few workers, even and odd numbers of them, one included.
  private func codes(_ name: String, workers: ClosedRange<Int> = 1...6) throws
    -> [(scheme: any Scheme, stragglers: Int)]
  {
    var found: [(any Scheme, Int)] = []
    for n in workers {
      for s in 0..<n {
        guard let scheme = try? makeScheme(name, workers: n, stragglers: s) else { continue }
        if s > 0, !type(of: scheme).description.usesStragglers { break }
        found.append((scheme, s))
      }
    }
    try #require(!found.isEmpty, "\(name): no code of \(workers) workers")
    return found
  }

  private func run(
    _ scheme: any Scheme, _ source: Quadratic, late: [[Int]], stepSize: Double = 0.5
  ) throws -> Recording {
    try Rehearsal(
      scheme, source, delays: ScriptedDelays(late: late), steps: late.count, stepSize: stepSize
    ).run()
  }

  private func distance(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test(arguments: names(.exact)) func exact(_ name: String) throws {
    for (scheme, s) in try codes(name) {
      let late = StragglerPatterns.all(s, of: scheme.workers)
      try expectUncoded(name, scheme, late: late, to: 1e-9)
    }
  }

  @Test(arguments: names(.exact), [1, 2, 3, 5, 7, 11, 23])
  func exactWithManyWorkers(_ name: String, stragglers s: Int) throws {
    guard let scheme = try? makeScheme(name, workers: 24, stragglers: s) else { return }
    var stream = Stream(seed: 24, for: .synthetic, s)
    let late =
      StragglerPatterns.contiguous(s, of: 24)
      + StragglerPatterns.random(s, of: 24, sets: 40, using: &stream)
    try expectUncoded(name, scheme, late: late, to: 1e-7)
  }

  private func expectUncoded(
    _ name: String, _ scheme: any Scheme, late: [[Int]], to tolerance: Double
  ) throws {
    let source = Quadratic.random(blocks: scheme.blocks, dimension: 3, unequal: true)
    let found = try run(scheme, source, late: late)
    let uncoded = try makeScheme("uncoded", workers: scheme.blocks)
    let wanted = try run(uncoded, source, late: late.map { _ in [] })
    let scale = wanted.models.joined().map(abs).max() ?? 1
    for (step, (a, b)) in zip(found.models, wanted.models).enumerated() {
      #expect(
        distance(a, b) <= tolerance * scale,
        "\(name), n = \(scheme.workers), late: \(late[step])")
    }
    #expect(found.records.count == late.count)
    #expect(found.records.allSatisfy { $0.coverage.residual < tolerance })
  }

  /// Σ over all sets of n − s workers of the coefficient of a block is the number of sets.
  @Test(arguments: names(.unbiased)) func unbiased(_ name: String) throws {
    for (scheme, s) in try codes(name) {
      let n = scheme.workers
      let sets = StragglerPatterns.all(s, of: n)
      let probe = GatherProbe(scheme)
      var sums = [Double](repeating: 0, count: scheme.blocks)
      for (step, late) in sets.enumerated() {
        let collected = try probe.collect(
          step: step, from: StragglerPatterns.others(than: late, of: n))
        let weights = try #require(collected, "\(name), n = \(n), late: \(late)").weights
        for weight in weights {
          for term in scheme.terms(worker: weight.place, step: step) {
            sums[term.block] += weight.value * term.coefficient / Double(sets.count)
          }
        }
      }
      #expect(sums.allSatisfy { abs($0 - 1) < 1e-12 }, "\(name), n = \(n), s = \(s): \(sums)")
    }
  }

  /// Nothing but gradients at the current model; on blocks that are alike it finds the minimum, so
  /// what it makes is no more than a multiple away from it.
  @Test(arguments: names(.exact, .unbiased, .approximate))
  func ofTheCurrentModel(_ name: String) throws {
    for (scheme, s) in try codes(name, workers: 1...7) {
      var stream = Stream(seed: 3, for: .synthetic, s)
      let late = StragglerPatterns.random(s, of: scheme.workers, sets: 600, using: &stream)
      let found = try run(scheme, alike(scheme.blocks), late: late, stepSize: 0.2)
      #expect(found.records.allSatisfy { $0.coverage.maxStaleness == 0 })
      #expect(distance(found.final, [3, -1]) < 1e-6, "\(name), n = \(scheme.workers), s = \(s)")
    }
  }

  /// Random times, blocks of their own: the minimum of all of them is found.
  @Test(arguments: names(.stale)) func stale(_ name: String) throws {
    for (scheme, s) in try codes(name, workers: 1...5) {
      let source = Quadratic.random(blocks: scheme.blocks, dimension: 2, unequal: true)
      let found = try Rehearsal(
        scheme, source, delays: Self.random, steps: 1500, stepSize: 0.05
      ).run()
      #expect(
        distance(found.final, source.optimum()) < 1e-6, "\(name), n = \(scheme.workers), s = \(s)")
    }
  }

  @Test(arguments: names(.fastest, .nearlyStale)) func onBlocksThatAreAlike(_ name: String) throws {
    for (scheme, s) in try codes(name, workers: 1...5) {
      let found = try Rehearsal(
        // Some move by the n-th part of a gradient at a time.
        scheme, alike(scheme.blocks), delays: Self.random, steps: 1200 * scheme.workers,
        stepSize: 0.05
      ).run()
      #expect(distance(found.final, [3, -1]) < 1e-6, "\(name), n = \(scheme.workers), s = \(s)")
    }
  }

  /// Exponential times of mean one second, by keyed draws.
  private static let random = ScriptedDelays { worker, step in
    var stream = Stream(seed: 5, for: .delay, step, worker)
    return stream.exponential(mean: 1)
  }

  private func alike(_ blocks: Int) -> Quadratic {
    Quadratic(
      hessians: Array(repeating: [0.5, 2], count: blocks),
      centers: Array(repeating: [3, -1], count: blocks))
  }

  /// Every promise is in use, so that every test above has schemes to hold.
  @Test func everyPromiseIsMade() {
    #expect(Set(Schemes.all.map { $0.description.promise }) == Set(Promise.allCases))
  }
}
