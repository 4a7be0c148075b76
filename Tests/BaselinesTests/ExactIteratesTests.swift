import Coding
import TestSupport
import Testing
import Training

/// Exact schemes take uncoded's way to 1e-9, for every set of s stragglers, late in every step.
@Suite struct ExactIteratesTests {
  private static let steps = 8

  private static let codes: [(name: String, stragglers: [Int])] = [
    ("frc", [0, 1, 2, 5]), ("crc", Array(0...5)), ("cyclic-mds", Array(0...5)),
    ("reed-solomon", Array(0...5)), ("partial-frc", [0, 1, 2]), ("partial-crc", [0, 1, 2, 3]),
    ("pgc", [0]),
  ]

  private func run(_ scheme: any Scheme, _ source: Quadratic, late: [Int]) throws -> Recording {
    try Rehearsal(
      scheme, source,
      delays: ScriptedDelays(late: Array(repeating: late, count: Self.steps)), steps: Self.steps
    ).run()
  }

  private func expectUncoded(_ name: String, workers n: Int, stragglers s: Int) throws {
    let scheme = try makeScheme(name, workers: n, stragglers: s)
    let source = Quadratic.random(blocks: scheme.blocks, dimension: 3, unequal: true)
    let uncoded = try makeScheme("uncoded", workers: scheme.blocks)
    let wanted = try run(uncoded, source, late: []).models.joined()
    let scale = wanted.map(abs).max() ?? 1
    for late in StragglerPatterns.all(s, of: n) {
      let found = try run(scheme, source, late: late)
      #expect(found.models.count == Self.steps)
      let distance = zip(found.models.joined(), wanted).map { abs($0 - $1) }.max() ?? .infinity
      #expect(distance <= 1e-9 * scale, "\(name), n = \(n), s = \(s), late: \(late)")
    }
  }

  @Test(arguments: codes) func sixWorkers(code: (name: String, stragglers: [Int])) throws {
    for s in code.stragglers { try expectUncoded(code.name, workers: 6, stragglers: s) }
  }

  /// Numbers of stragglers for which six workers have no fractional code.
  @Test(arguments: ["frc", "partial-frc"], [(4, 3), (5, 4), (8, 3)])
  func otherNumbers(name: String, code: (workers: Int, stragglers: Int)) throws {
    try expectUncoded(name, workers: code.workers, stragglers: code.stragglers)
  }
}
