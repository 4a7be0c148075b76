import Experiments
import Foundation
import Randomness
import Settings
import TestSupport
import Testing

/// Damaged plans are told of in one line or read; what is read has combinations, or a line that says why
/// not.
@Suite struct PlanFuzzTests {
  private static let plans = [
    """
    name: little
    description: two of a kind
    base: {workers: 6, dataset: "mixture:samples=60,features=3", steps: 12}
    axes:
      delay: ["exponential:mean=1", {name: slow, delay: "slow:workers=1,factor=5"}]
    schemes: [uncoded, {name: is-sgd, stragglers: 1}, {name: pgc, ignores: [delay]}]
    exclude: [{scheme: uncoded, delay: slow}]
    seeds: [1, 2]
    targets: [train_loss=0.5]
    reference: uncoded
    """,
    """
    schemes: [pgc, frc]
    seeds: two
    targets: {metrics: [relative=0.1], of: best}
    tuning: {seeds: [7], grid: {step-size: [0.5, 4]}, common: {step-size: 1}, budget: 9}
    timeline: {steps: 3, seed: 4, where: {scheme: pgc}}
    cluster: {mpi: "mpirun -n {ranks} {command}"}
    interval: bootstrap
    curve-points: 20
    metrics: [train_loss]
    """,
    """
    base: &a {workers: 4}
    schemes: [{<<: *a, name: x, scheme: pgc, step-size: 0.1}]
    tuning: {seeds: two, tune: {step-size: {start: 0.1, factor: 2}}, target: loss=1}
    """,
  ].map { Array($0.utf8) }

  @Test func damagedPlans() throws {
    let plan = try PlanText("")
    var stream = Randomness.Stream(seed: 79, for: .synthetic, 24)
    var readable = 0
    for _ in 0..<Mutation.count {
      try Data(Mutation.mutate(Self.plans, &stream)).write(to: URL(fileURLWithPath: plan.path))
      do throws(ConfigurationError) {
        let plan = try plan.read()
        readable += 1
        #expect(!(try plan.cells()).isEmpty)
      } catch {
        // A seed set is a file of its own.
        #expect(Mutation.isOneLine(error.description, naming: plan.folder), "\(error)")
      }
    }
    #expect(readable > 0 && readable < Mutation.count)
    Mutation.tell("plan", read: readable)
  }

  @Test(arguments: [
    "schemes: [pgc]\naxes: {a: [{name: \"b\\nc\", steps: 1}]}\n",
    "schemes: [pgc]\naxes: {a: [{name: \"b\\x85c\", steps: 1}]}\n",
    "schemes: [pgc]\naxes: {\"a\\0b\": [{name: c, steps: 1}]}\n",
    "schemes: [{name: \"p\\0\", scheme: pgc}]\n", "name: \"a\\0b\"\nschemes: [pgc]\n",
    "name: \"\(String(repeating: "n", count: 300))\"\nschemes: [pgc]\n",
    "schemes: [\(String(repeating: "n", count: 100_000))]\n",
    "schemes: [\(String(repeating: "n", count: 2_000))]\n",
    "? \(String(repeating: "n", count: 100_000))\n: 1\n",
  ])
  func namesAreShortLines(text: String) throws {
    let plan = try PlanText(text)
    let error = #expect(throws: ConfigurationError.self) { try plan.read() }
    let line = try #require(error?.description)
    #expect(Mutation.isOneLine(line, naming: plan.path) && line.count < 400, "\(line)")
  }

  @Test func tooManyCombinations() throws {
    let entries = (0..<100).map { "{name: e\($0), steps: \($0 + 1)}" }.joined(separator: ", ")
    let axes = ["a", "b", "c", "d"].map { "\($0): [\(entries)]" }.joined(separator: ", ")
    let plan = try PlanText("axes: {\(axes)}\nschemes: [pgc]\n").read()
    #expect(plan.size.combinations == 100_000_000)
    let error = #expect(throws: ConfigurationError.self) { try plan.cells() }
    #expect(
      error?.description.contains("make 100000000 combinations, and 100000 are taken") == true)
  }
}
