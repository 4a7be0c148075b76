import Console
import Runs
import TestSupport
import Testing

/// Two runs beside each other.
@Suite struct RunComparisonTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ name: String, seed: UInt64) throws -> String {
    var configuration = RunConfiguration()
    configuration.scheme = "uncoded"
    configuration.workers = 3
    configuration.dataset = "mixture:samples=60,features=3"
    configuration.steps = 8
    configuration.evaluateEvery = 4
    configuration.virtual = true
    configuration.delay = "fixed:seconds=1"
    configuration.seed = seed
    let path = folder.file(name)
    _ = try LocalRun<Double>.virtual(RunRequest(configuration, out: path, draws: false))
    return path
  }

  private func text(_ comparison: RunComparison, _ name: String) -> String {
    comparison.rows.first { $0.name == name }?.text ?? ""
  }

  @Test func theSame() throws {
    let comparison = try RunComparison(try run("a", seed: 1), try run("b", seed: 1))
    #expect(comparison.isSame)
    for name in ["configuration", "program", "data", "kernels", "model", "train_loss"] {
      #expect(text(comparison, name) == "the same", "\(name)")
    }
    #expect(text(comparison, "steps") == "8, all 8 that both have are the same")
  }

  @Test func another() throws {
    let comparison = try RunComparison(try run("a", seed: 1), try run("b", seed: 2))
    #expect(!comparison.isSame)
    #expect(text(comparison, "configuration") == "seed: 1, 2")
    #expect(text(comparison, "steps").hasPrefix("8, the first that differs is 0 of 8"))
    #expect(text(comparison, "model").hasPrefix("‖a − b‖/‖a‖ = "))
    #expect(text(comparison, "train_loss").hasPrefix("differs in "))
  }

  @Test func noRun() {
    let error = #expect(throws: RunError.self) { try RunComparison("/no/such", "/no/such") }
    #expect(error?.description == "/no/such/run.json: cannot be read; name the folder of a run")
    #expect(error?.exitCode == 2)
  }
}
