public import Foundation

/// The programs that tests start as a user does.
public enum BuiltProducts {
  /// The folder with the tests and with programs that are not optimized: these last long enough to be killed
  /// in the middle.
  public static let slowFolder: URL = {
    // The test bundle stands beside the executables; `swift test` names it on the command line.
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    guard let bundle, let end = bundle.range(of: ".xctest") else { return Bundle.main.bundleURL }
    return URL(fileURLWithPath: String(bundle[..<end.upperBound])).deletingLastPathComponent()
  }()

  /// The folder with the programs: `PGC_PROGRAMS`, or else the one of the tests.
  ///
  /// `scripts/test` names the optimized ones, which users have and which take a tenth of the time.
  public static let folder: URL = {
    guard let named = ProcessInfo.processInfo.environment["PGC_PROGRAMS"] else { return slowFolder }
    return URL(fileURLWithPath: named, isDirectory: true)
  }()

  /// Whether they are built with a sanitizer, as `scripts/sanitize` says by `PGC_SANITIZER`.
  public static let areSanitized = ProcessInfo.processInfo.environment["PGC_SANITIZER"] != nil

  /// A program's path.
  public static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// The path of a program that is not optimized.
  public static func slowPath(_ name: String) -> String {
    slowFolder.appendingPathComponent(name).path
  }
}
