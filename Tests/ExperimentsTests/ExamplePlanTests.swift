import Experiments
import Foundation
import TestSupport
import Testing

/// The plans that EXPERIMENTS.md shows can be run.
@Suite struct ExamplePlanTests {
  private static func blocks() throws -> [Substring] {
    let top = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: top.appendingPathComponent("docs/EXPERIMENTS.md"), encoding: .utf8)
    return text.split(separator: "```yaml\n").dropFirst().map { $0.prefix { $0 != "`" } }
  }

  /// Sizes are smaller, and one seed stands for ten; names, options and combinations are the text's.
  private func study(_ text: String) throws -> Study {
    let plan = try PlanText(
      text.replacing("seeds: ten ", with: "seeds: [1] ").replacing(
        "seeds: tuning ", with: "seeds: [1001] "))
    let folder = try TemporaryFolder()
    return try Study(
      try plan.read(), program: "crc32:0:0", bestLosses: RunStore(folder.path).bestLosses)
  }

  @Test func theExample() throws {
    let example = String(try #require(try Self.blocks().first))
    #expect(try study(example).cells.count > 50)
  }

  @Test(
    "What stops all combinations is one line",
    arguments: [
      ("dataset: no-such-set", "no-such-set"), ("dataset: /no/such.svm", "/no/such.svm"),
      ("model: sofmax", "did you mean 'softmax'"),
    ])
  func oneLineForAll(option: String, says: String) throws {
    let text = """
      base: {workers: 4, steps: 4, \(option)}
      axes: {stragglers: [0, 1, 2], delay: [none, "exponential:mean=1", "fixed:seconds=1"]}
      schemes: [is-sgd, pgc, crc]
      seeds: [1, 2]
      targets: [train_loss=0.6]
      """
    let error = #expect(throws: PlanErrors.self) { try study(text) }
    #expect(error?.lines.count == 1, "\(error?.lines ?? [])")
    #expect(error?.lines.first?.contains(says) == true, "\(error?.lines ?? [])")
    #expect(error?.lines.first?.contains("26 other combinations") == true)
  }

  @Test func itsTuning() throws {
    let blocks = try Self.blocks()
    #expect(blocks.count == 2)
    let small = """
      base: {workers: 12, dataset: "mixture:samples=960,features=4", steps: 4}
      schemes: [is-gc-fr, agc]
      seeds: [1]
      targets: [train_loss=0.6]

      """
    #expect(try study(small + blocks[1]).firstRuns.count > 10)
  }
}
