import Clusters
import Coding
import Console
import Datasets
import Foundation
import Kernels
import Learning
import Runs
import Settings
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
    for distance in 0..<8 {
      for n in [24 - distance, 24 + distance] {
        configuration.workers = n
        if (try? Arrangement(configuration)) != nil { return configuration }
      }
    }
    throw RunError("\(name): no code near 24 workers")
  }

  @Test(arguments: names) func inVirtualTime(name: String) throws {
    let problem = try Problem<Double>(try configuration(name))
    let path = NSTemporaryDirectory() + "every-scheme-" + UUID().uuidString
    let folder = try RunFolder(path: path, name: name, overwrite: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let session = try RunSession(problem, folder: folder, clock: .virtual)
    func train<O: Objective<Double>>(_ objective: O) throws {
      let data = try problem.loadAll()
      session.reuse(data)
      let source = problem.source(objective, data: data)
      var cluster = VirtualCluster(
        problem.scheme, source: source, timing: problem.timing, link: problem.link, threads: 1)
      defer { cluster.shutdown() }
      try session.train(on: &cluster)
    }
    try train(problem.objective)
    _ = try session.finish(failure: nil)
    let steps = try String(contentsOfFile: folder.file("steps.csv"), encoding: .utf8)
    #expect(steps.split(separator: "\n").count == 4)
    let model = try Data(contentsOf: URL(fileURLWithPath: folder.file("model.npy")))
    #expect(!model.isEmpty)
    let record = try String(contentsOfFile: folder.file("run.json"), encoding: .utf8)
    #expect(record.contains("\"done\""))
  }
}
