import Foundation
import Runs

@testable import Experiments

/// A store of runs that nobody did, in a folder of its own that is gone with it.
final class StoredRuns {
  let store: RunStore

  init() throws {
    store = RunStore(NSTemporaryDirectory() + "pgc-store-" + UUID().uuidString)
    try FileManager.default.createDirectory(atPath: store.root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: store.root) }

  /// A run of two steps that ends after `seconds` with a training loss.
  func add(_ run: PlannedRun, seconds: Double = 2, loss: Double = 0.5) throws {
    let steps = """
      step,time,waited,recovery,staleness_mean,staleness_max,loss,evaluated,cancelled
      0,\(seconds / 2),1,1,0,0,0.7,3,0
      1,\(seconds),1,0.5,1,2,0.6,6,1

      """
    let evaluations = "step,time,train_loss\n0,0,0.7\n2,\(seconds),\(loss)\n"
    try add(run, steps: steps, evaluations: evaluations)
  }

  func add(_ run: PlannedRun, steps: String, evaluations: String) throws {
    try write(
      [
        "configuration.json": RunKey.json(run.configuration), "steps.csv": steps,
        "evaluations.csv": evaluations, "run.json": "{\"outcome\": \"done\"}",
        "tasks.csv": "worker,version,blocks,began,ended,outcome\n0,0,0+1,0,1,fresh\n",
      ], into: store.folder(run))
  }

  func fail(_ run: PlannedRun) throws {
    try write(["reason.txt": "no luck today\n"], into: store.failure(run))
  }

  private func write(_ files: [String: String], into folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
  }
}
