import Clusters
import Foundation
import Settings
import Testing

/// Speeds that workers keep for a whole run.
@Suite struct DelaysSpeedsTests {
  @Test func aWorkerKeepsItsSpeed() throws {
    let model = try Delays.make("speeds:sigma=0.7", workers: 24, seed: 3)
    for worker in 0..<24 {
      #expect(model.factor(worker: worker, step: 0) == model.factor(worker: worker, step: 977))
      #expect(model.seconds(worker: worker, step: 5, load: 3) == 0)
    }
    #expect(model.dependsOnSeed)
    #expect(try Delays.make("speeds:sigma=0", workers: 2, seed: 3).factor(worker: 1, step: 0) == 1)
  }

  /// ln of the factor is normal: mean ln(median), deviation sigma.
  @Test func logarithmsAreNormal() throws {
    let n = 20_000
    let model = try Delays.make("speeds:sigma=0.7,median=2", workers: n, seed: 1)
    let logs = (0..<n).map { log(model.factor(worker: $0, step: 0)) }
    let mean = logs.reduce(0, +) / Double(n)
    let deviation = (logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n)).squareRoot()
    #expect(abs(mean - log(2.0)) < 4 * 0.7 / Double(n).squareRoot())
    #expect(abs(deviation - 0.7) < 4 * 0.7 / Double(2 * n).squareRoot())
  }

  @Test(arguments: [
    ("fixed:seconds=1", false), ("slow:workers=0,factor=2", false), ("none", false),
    ("exponential:mean=1", true), ("fixed:seconds=1+exponential:mean=1", true),
    ("legacy-erasurehead", false), ("per-worker:seconds=1+2", false),
  ])
  func whetherSeedsMatter(text: String, matters: Bool) throws {
    #expect(try Delays.make(text, workers: 2, seed: 1).dependsOnSeed == matters)
  }

  @Test func errors() {
    let error = #expect(throws: ConfigurationError.self) {
      try Delays.make("speeds:sigma=-1", workers: 2, seed: 1)
    }
    #expect(error?.description.contains("sigma") == true)
  }
}
