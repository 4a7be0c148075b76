import Coding
import Randomness
import Runs
import Settings
import TestSupport
import Testing

/// Σ_j a_j B_j = 1ᵀ for every set of stragglers, for the codes over roots of unity and the partial ones.
@Suite struct EveryPatternTests {
  private func worst(_ scheme: any Scheme, stragglers s: Int, late sets: [[Int]]) throws -> Double {
    let n = scheme.workers
    let isPartial = scheme.blocks > n
    var state = makeGather(scheme)
    var worst = 0.0
    for (step, late) in sets.enumerated() {
      let answers = Array(StragglerPatterns.others(than: late, of: n).reversed())
      let weights = try #require(
        try close(
          &state, of: scheme, step: step, answers: answers, firstOnly: isPartial ? late : []),
        "late: \(late)")
      worst = max(worst, gap(of: weights, in: scheme))
    }
    return worst
  }

  @Test(
    arguments: [
      ("cyclic-mds", []), ("cyclic-mds", [("arithmetic", "complex")]), ("reed-solomon", []),
      ("partial-crc", []), ("partial-frc", []),
    ] as [(String, [(String, String)])], [4, 5, 6, 8])
  func everySet(code: (name: String, settings: [(String, String)]), workers n: Int) throws {
    for s in 0..<n where code.name != "partial-frc" || n % (s + 1) == 0 {
      let scheme = try makeScheme(code.name, workers: n, stragglers: s, code.settings)
      let gap = try worst(scheme, stragglers: s, late: StragglerPatterns.all(s, of: n))
      #expect(gap < 1e-10, "\(code), n = \(n), s = \(s)")
    }
  }

  @Test(arguments: ["cyclic-mds", "reed-solomon"], [1, 4, 7, 8, 11])
  func manySetsOfTwentyFour(name: String, stragglers s: Int) throws {
    var stream = Stream(seed: 12, for: .synthetic, s)
    let sets =
      StragglerPatterns.contiguous(s, of: 24)
      + StragglerPatterns.random(s, of: 24, sets: 300, using: &stream)
    let scheme = try makeScheme(name, workers: 24, stragglers: s)
    #expect(try worst(scheme, stragglers: s, late: sets) < 1e-8)
  }

  @Test(arguments: [3, 4, 6, 9, 12, 20])
  func reedSolomonWithOtherNumbersOfBlocks(blocks: Int) throws {
    let scheme = try makeScheme(
      "reed-solomon", workers: 6, stragglers: 2, [("blocks", "\(blocks)")])
    #expect(scheme.blocks == blocks)
    let loads = (0..<6).map { Set(scheme.terms(worker: $0, step: 0).map(\.block)).count }
    #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 1)
    #expect(loads.reduce(0, +) == 3 * blocks)
    #expect(try worst(scheme, stragglers: 2, late: StragglerPatterns.all(2, of: 6)) < 1e-10)
  }

  /// No number of workers or stragglers traps: a scheme is made, or says why not.
  @Test(arguments: Schemes.all.map { $0.description.entry.name })
  func anyNumberOfWorkers(name: String) {
    for n in 0...16 {
      for s in [nil, -1, 0, 1, n / 2, n - 1, n] {
        let scheme = try? makeScheme(name, workers: n, stragglers: s)
        #expect(n > 0 || scheme == nil)
        guard let scheme else { continue }
        for step in [0, 1, 7, 1 << 40] {
          for worker in 0..<n {
            let terms = scheme.terms(worker: worker, step: step)
            #expect(terms.allSatisfy { (0..<scheme.blocks).contains($0.block) })
            #expect(terms.allSatisfy { (0..<scheme.parts).contains($0.part) })
            #expect(terms.allSatisfy { (0..<scheme.slices).contains($0.slice) })
            #expect(terms.allSatisfy { $0.coefficient.isFinite })
            #expect(terms.count <= scheme.mostTerms)
            let task = scheme.assignment(worker: worker, version: step)
            #expect(Set(task.parts).isSubset(of: 0..<scheme.parts) && !task.parts.isEmpty)
            #expect(Set(task.blocks).isSubset(of: scheme.placement(of: worker)))
            #expect(task.load == Set(task.blocks).count)
          }
        }
      }
    }
  }
}
