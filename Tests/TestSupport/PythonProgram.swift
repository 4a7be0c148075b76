import Foundation

/// Python programs that tests train.
public enum PythonProgram {
  /// The package's folder.
  public static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The system's Python, where Debian's packages are; another one may come first in PATH.
  public static let python =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")
    ? "/usr/bin/python3" : "python3"

  /// What `--program` is given for a script of the repository, with this repository's package.
  public static func command(_ script: String, _ arguments: [String] = []) -> String {
    (["PYTHONPATH='\(top)/python'", "OMP_NUM_THREADS=1", python, "'\(top)/\(script)'"]
      + arguments.map { "'\($0)'" }).joined(separator: " ")
  }

  /// A program with a fault at block 1 of step 3, whose gradients take so many seconds.
  public static func faulty(_ fault: String, seconds: Double = 0) -> String {
    command("Tests/Fixtures/program/faulty.py", [fault, "\(seconds)"])
  }

  /// Whether Python can import a module.
  public static func has(_ module: String) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", "import \(module)"]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
