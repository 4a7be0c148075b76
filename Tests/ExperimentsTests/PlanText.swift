import Experiments
import Foundation
import Settings

/// A plan from its text, in a folder of its own that is gone with it.
final class PlanText {
  let folder: String
  var path: String { folder + "/plan.yaml" }

  init(_ text: String) throws {
    folder = NSTemporaryDirectory() + "pgc-plan-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder + "/seeds", withIntermediateDirectories: true)
    try "# two\n1\n2 # second\n".write(
      toFile: folder + "/seeds/two.txt", atomically: false, encoding: .utf8)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func read() throws(ConfigurationError) -> Plan {
    try PlanFile.read(path, seeds: folder + "/seeds")
  }
}
