import Console
import Foundation

/// The `pgc-train` that does a plan's runs: its digest is a part of their names.
enum TrainingProgram {
  /// The path of the one that was asked for, or of the one beside this program.
  /// - Throws: where there is none.
  static func path(_ given: String?) throws(RunError) -> String {
    let beside = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/pgc-train" }
    guard let path = given ?? beside, FileManager.default.isExecutableFile(atPath: path) else {
      throw RunError(
        "--pgc-train \(given ?? beside ?? "pgc-train"): is no program; build it by: "
          + "swift build -c release --product pgc-train", exitCode: 2)
    }
    return path
  }
}
