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

  /// The digest that a program's runs will have in their records.
  ///
  /// The program says it itself: the file that was named may be a script that starts another one, and
  /// what a script looks like does not decide about results.
  /// - Throws: where it does not say it, as a program of another version does not.
  static func digest(_ given: String?) throws(RunError) -> String {
    let path = try path(given)
    let output = try KeptOutput()
    let end = try ChildProcess([path, "--list", "program"], output: .kept(output)).wait()
    guard end == .exited(0), output.lastLine.hasPrefix("crc32:") else {
      throw RunError(
        "--pgc-train \(path): does not say which program it is (--list program); build it again by: "
          + "swift build -c release --product pgc-train", exitCode: 2)
    }
    return String(output.lastLine)
  }
}
