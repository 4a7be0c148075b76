import Foundation
import Testing

/// What the documentation shows is what the program says.
@Suite("Documentation")
struct DocumentationTests {
  @Test("The README's table of schemes is the registry's")
  func schemeTable() throws {
    let top = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: top.appendingPathComponent("README.md"), encoding: .utf8)
    let table = try Launcher.alone(["--list", "scheme-table"])
    #expect(table.code == 0)
    #expect(
      readme.contains("-->\n" + table.output + "<!-- end of scheme table -->"),
      "run scripts/scheme-table")
  }
}
