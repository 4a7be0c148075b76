import Console
import Foundation
import TestSupport

/// A program as a user starts it, until its end.
enum Command {
  static func run(
    _ program: String, _ words: [String], environment: [String: String] = [:], limit: Double = 60
  ) throws -> (code: Int32, output: String, errors: String) {
    let folder = try TemporaryFolder()
    let path = program.contains("/") ? program : BuiltProducts.path(program)
    let child = try ChildProcess(
      [path] + words, environment: environment, output: .file(folder.file("output")),
      errors: .file(folder.file("errors")))
    var code: Int32 = -1
    if case .exited(let ended)? = child.wait(seconds: limit) { code = ended }
    func text(_ name: String) -> String {
      String(decoding: folder.bytes(name) ?? Data(), as: UTF8.self)
    }
    return (code, text("output"), text("errors"))
  }

  /// A small run in a folder, in virtual time.
  static let problem = [
    "--virtual", "--workers", "4", "--stragglers", "1", "--dataset",
    "mixture:samples=90,features=3", "--delay", "exponential:mean=1", "--steps", "25",
    "--evaluate-every", "10", "--no-picture", "--quiet",
  ]
}

/// A Python that can import a module: the one that a variable names, or one on PATH.
enum Python {
  static func with(_ module: String) -> String? {
    let named = ProcessInfo.processInfo.environment["PGC_TEST_PYTHON"]
    return [named, "python3", "/usr/bin/python3"].compactMap { $0 }.first { python in
      let code = try? ChildProcess(["/usr/bin/env", python, "-c", "import \(module)"]).wait()
      return code == .exited(0)
    }
  }
}
