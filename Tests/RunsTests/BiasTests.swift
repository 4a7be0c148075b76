import Coding
import Foundation
import Testing

@testable import Runs

/// Who converges to what, where theory says it.
///
/// Blocks ½ (x − b_i)² with b = 1, 2, 3, 6 and workers of τ = 1, 1.7, 2.9, 5.3 seconds a task.
@Suite struct BiasTests {
  private static let speeds = UnlikeSpeeds.seconds.map { 1 / $0 }
  /// Σ (b_i/τ_i) / Σ (1/τ_i): who answers more often counts more.
  private static let timeWeighted =
    zip([1.0, 2, 3, 6], speeds).reduce(0) { $0 + $1.0 * $1.1 } / speeds.reduce(0, +)

  @Test(
    "With fixed times",
    arguments: [
      (BiasedMethod("crc"), 3), (BiasedMethod("pgc"), 3), (BiasedMethod("ia2sgd"), 3),
      (BiasedMethod("ringleader"), 3),
      (BiasedMethod("rescaled-asgd", set: [("times", "1+1.7+2.9+5.3")]), 3),
      (BiasedMethod("assigned-asgd"), 3),
      (BiasedMethod("asgd"), timeWeighted),
      (BiasedMethod("asgd", transport: "delay-compensation"), timeWeighted),
      (BiasedMethod("asgd", transport: "ordered-momentum"), timeWeighted),
      // The last of four never counts.
      (BiasedMethod("is-sgd"), 2),
      // Worked out by another program: smaller steps along older results make the bias larger.
      (BiasedMethod("delay-adaptive"), 1.4622),
      (BiasedMethod("uncoded", aggregate: "median"), 2.5),
    ] as [(BiasedMethod, Double)])
  func fixed(method: BiasedMethod, wanted: Double) throws {
    let limit = try method.limit(random: false)
    #expect(limit.workers == 4 && limit.minimizer == 3)
    #expect(abs(limit.value - wanted) < 0.03, "\(method.text): \(limit.value)")
    // Momentum keeps a trace of the start for a while.
    #expect(abs(limit.changeWithStart) < 2e-3)
  }

  /// With tasks that are dropped, gradients of the last worker stay those of the first model x_0:
  /// (x − 1) + (x − 2) + (x − 3) + (x_0 − 6) = 0.
  @Test(arguments: [BiasedMethod("mifa"), BiasedMethod("pgc", lateWork: "cancel")])
  func frozen(method: BiasedMethod) throws {
    let limit = try method.limit(random: false)
    #expect(abs(limit.value - 4) < 1e-9, "\(limit.value)")
    #expect(abs(limit.changeWithStart + 1.0 / 3) < 1e-9, "\(limit.changeWithStart)")
  }

  /// Where every task draws its own seconds nobody is always late: memory then has no bias, and speed has.
  @Test(
    arguments: [
      (BiasedMethod("mifa"), 3), (BiasedMethod("pgc"), 3), (BiasedMethod("asgd"), timeWeighted),
    ] as [(BiasedMethod, Double)])
  func random(method: BiasedMethod, wanted: Double) throws {
    let limit = try method.limit(random: true)
    #expect(abs(limit.value - wanted) < 4 * limit.standardError + 1e-9, "\(limit)")
  }

  /// The table of the documentation has every method in its order, and rows that are cheap to make are its own.
  @Test func documented() throws {
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: top.appending(path: "docs/BIAS.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let names = rows.map { $0.dropFirst(2).prefix { $0 != "|" }.dropLast() }
    #expect(names.map(String.init) == BiasTable.methods.map(\.text), "run scripts/tables")
    for method in [BiasedMethod("is-sgd"), BiasedMethod("mifa"), BiasedMethod("ringmaster")] {
      let row = try BiasTable.row(method)
      #expect(rows.contains { $0 == row }, "run scripts/tables: \(row)")
    }
  }
}
