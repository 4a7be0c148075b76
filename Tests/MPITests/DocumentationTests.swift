import Foundation
import Testing

/// What the documentation shows is what the program says.
@Suite("Documentation")
struct DocumentationTests {
  static let top = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test(
    "Tables of what has a name are the registries'",
    arguments: [("SCHEMES", "scheme"), ("SCHEMES", "promise"), ("DELAYS", "delay")])
  func table(document: String, what: String) throws {
    let text = try String(
      contentsOf: Self.top.appendingPathComponent("docs/\(document).md"), encoding: .utf8)
    let table = try Launcher.alone(["list", "\(what)-table"])
    #expect(table.code == 0 && table.output.split(separator: "\n").count > 5)
    #expect(
      text.contains("-->\n" + table.output + "<!-- end of \(what) table -->"), "run scripts/tables")
  }
}
