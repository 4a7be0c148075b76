import Coding
import Foundation
import Runs
import Settings
import TestSupport
import Testing

/// Every registered scheme trains in virtual time as `pgc-train --virtual` does it, at n = 24 or the
/// nearest n at which it exists, with nothing said about it but its name.
@Suite struct EverySchemeTrainsTests {
  private static let names = Schemes.all.map { $0.description.entry.name }

  private func configuration(_ name: String) throws -> RunConfiguration {
    var configuration = RunConfiguration()
    configuration.scheme = name
    configuration.stragglers = 3
    configuration.virtual = true
    configuration.delay = "exponential:mean=0.5"
    configuration.dataset = "mixture:samples=960,features=4"
    configuration.steps = 3
    configuration.stepSize = "0.01"
    return try configuration.withPossibleWorkers()
  }

  @Test(arguments: names) func inVirtualTime(name: String) throws {
    let path = NSTemporaryDirectory() + "every-scheme-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    let summary = try LocalRun<Double>.virtual(RunRequest(try configuration(name), out: path))
    #expect(summary.contains(path))
    let steps = try String(contentsOfFile: path + "/steps.csv", encoding: .utf8)
    #expect(steps.split(separator: "\n").count == 4)
    let model = try Data(contentsOf: URL(fileURLWithPath: path + "/model.npy"))
    #expect(!model.isEmpty)
    let record = try String(contentsOfFile: path + "/run.json", encoding: .utf8)
    #expect(record.contains("\"done\""))
  }
}
