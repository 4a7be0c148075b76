import Foundation
import TestSupport
import Testing

/// The page in a real browser.
///
/// Not under a sanitizer: what the programs take then is more, or, as they are optimized, less than a page waits for.
@Suite("In a browser", .serialized, .disabled(if: BuiltProducts.areSanitized, "other times"))
struct BrowserTests {
  private static let scripts = PythonProgram.top + "/Tests/Fixtures/live/"
  static let isThere = ["chromium", "chromium-browser", "google-chrome"].contains { name in
    ["/usr/bin/", "/usr/local/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + name)
    }
  }

  @Test(
    "A run that is killed and goes on is seen to the end",
    .enabled(if: isThere && PythonProgram.has("json"), "no Chromium or no Python here"))
  func killed() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      PythonProgram.python,
      [Self.scripts + "killed.py", BuiltProducts.slowPath("pgc-train"), folder.path], limit: 180)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  @Test(
    "So are the runs of a plan",
    .enabled(if: isThere && PythonProgram.has("json"), "no Chromium or no Python here"))
  func plan() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      PythonProgram.python,
      [Self.scripts + "plan.py", BuiltProducts.slowPath("pgc-experiment"), folder.path], limit: 180)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }
}
