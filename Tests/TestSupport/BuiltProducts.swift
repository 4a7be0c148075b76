public import Foundation

/// The programs that tests start as a user does.
public enum BuiltProducts {
  /// The folder with the built products.
  public static let folder: URL = {
    // The test bundle stands beside the executables; `swift test` names it on the command line.
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    guard let bundle, let end = bundle.range(of: ".xctest") else { return Bundle.main.bundleURL }
    return URL(fileURLWithPath: String(bundle[..<end.upperBound])).deletingLastPathComponent()
  }()

  /// A program's path.
  public static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}
