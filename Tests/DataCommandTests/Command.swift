import Foundation
import TestSupport

/// Starts the real `pgc-data`, as a user does.
enum Command {
  struct Result {
    var code: Int32
    var output: String
    var errors: String
    /// The lines on standard error.
    var lines: [Substring] { errors.split(separator: "\n") }
  }

  /// The built program.
  static let path = BuiltProducts.path("pgc-data")

  /// Runs `pgc-data` with its data in `data`.
  static func run(_ arguments: String..., data: TemporaryFolder) throws -> Result {
    let folder = try TemporaryFolder()
    let process = try start(arguments, data: data, into: folder)
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus,
      output: try String(contentsOfFile: folder.file("output"), encoding: .utf8),
      errors: try String(contentsOfFile: folder.file("errors"), encoding: .utf8))
  }

  /// Starts it; what it prints goes to `output` and `errors` of a folder.
  static func start(_ arguments: [String], data: TemporaryFolder, into folder: TemporaryFolder)
    throws -> Process
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PGC_DATA": data.path, "HOME": data.path,
    ]) { $1 }
    for name in ["output", "errors"] { try folder.write(name, "") }
    // Away from a checkout, beside which there may be data.
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: folder.file("output"))
    process.standardError = FileHandle(forWritingAtPath: folder.file("errors"))
    try process.run()
    return process
  }
}
