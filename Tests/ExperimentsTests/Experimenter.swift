import Foundation
import TestSupport

/// `pgc-experiment` as a user starts it.
enum Experimenter {
  struct Result {
    var code: Int32
    var output: String
    var errors: String
  }

  /// Starts it; the caller waits for it or kills it.
  static func start(_ arguments: [String], in folder: String) throws -> Process {
    let process = Process()
    process.executableURL = BuiltProducts.folder.appendingPathComponent("pgc-experiment")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1"
    environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1"
    process.environment = environment
    let name = UUID().uuidString
    for (key, stream) in [("out", \Process.standardOutput), ("err", \Process.standardError)] {
      let path = "\(folder)/\(name).\(key)"
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      process[keyPath: stream] = FileHandle(forWritingAtPath: path)
    }
    process.standardInput = FileHandle.nullDevice
    process.environment?["PGC_TEST_OUTPUT"] = "\(folder)/\(name)"
    try process.run()
    return process
  }

  /// What it said, when it has ended.
  static func result(of process: Process) throws -> Result {
    process.waitUntilExit()
    let path = process.environment?["PGC_TEST_OUTPUT"] ?? ""
    return Result(
      code: process.terminationStatus,
      output: try String(contentsOfFile: path + ".out", encoding: .utf8),
      errors: try String(contentsOfFile: path + ".err", encoding: .utf8))
  }

  static func run(_ arguments: [String], in folder: String) throws -> Result {
    try result(of: try start(arguments, in: folder))
  }

  /// All files of a folder by name.
  static func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }
    return files
  }
}
