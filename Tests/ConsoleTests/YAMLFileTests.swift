import TestSupport
import Testing
import Yams

@testable import Console

@Suite("YAML files")
struct YAMLFileTests {
  private func says(_ text: String) -> String {
    do throws(FileError) {
      _ = try YAMLFile.node(text, "f")
      return "none"
    } catch { return error.description }
  }

  /// Each anchor names the one before twice.
  private func bomb(_ levels: Int, _ item: (Int) -> String) -> String {
    "a0: &a0 [1, 2]\n" + (1...levels).map { "a\($0): &a\($0) \(item($0 - 1))\n" }.joined()
  }

  @Test func aliasesThatGrowAreRefused() {
    let flow = bomb(60) { "[*a\($0), *a\($0)]" }
    let mapping = bomb(60) { "{x: *a\($0), y: *a\($0)}" }
    let block = bomb(60) { "\n  - *a\($0)\n  - *a\($0)" }
    let flush = bomb(60) { "\n- *a\($0)\n- *a\($0)" }
    for text in [flow, mapping, block, flush, flow + "? *a60\n: 1\n"] {
      #expect(says(text).contains("aliases (*name) of aliases grow beyond"), "\(says(text))")
    }
  }

  @Test func ordinaryAliasesAreTaken() throws {
    let names = (0..<40).map { "n\($0): &n\($0) {workers: \($0)}\n" }.joined()
    let uses = "all: [" + (0..<40).map { "*n\($0)" }.joined(separator: ", ") + "]\n"
    let node = try YAMLFile.node(names + uses + "more: *n3\nname: 'a * b'\n", "f")
    #expect(node?["all"]?.sequence?.count == 40)
    #expect(node?["more"]?["workers"]?.int == 3)
  }

  @Test(arguments: [
    ("a: [", "f, line 2, column 1: is not YAML"), ("a: 1\na: 2\n", "'a' stands twice"),
    ("a: *b\n", "undefined alias"), ("a: \u{7}\n", "is not YAML"),
  ])
  func errorsNameThePlace(text: String, says part: String) {
    #expect(says(text).contains(part), "\(says(text))")
  }

  @Test func deepNestingIsAnError() {
    for bracket in ["[", "{a: ", "- ", "? "] {
      #expect(says(String(repeating: bracket, count: 60_000)).contains("is not YAML"))
    }
  }

  @Test func filesWithMarksAndOtherLineBreaks() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("f.yaml", "\u{feff}a: 1\r\nb: [x,\r\n  y]\r\n")
    let node = try YAMLFile.node(of: path)
    #expect(node?["a"]?.int == 1 && node?["b"]?.sequence?.count == 2)
    #expect(
      try YAMLFile.node(of: try folder.write("j", "{\"a\": {\"b\": 2}}"))?["a"]?["b"]?.int == 2)
  }
}
