import Foundation
import Testing

/// The example of `docs/ADDING-A-SCHEME.md` is a source file of this package, so it compiles.
@Suite struct AddingASchemeTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The fenced Swift blocks of the page.
  private func examples() throws -> [String] {
    var blocks: [String] = []
    var open: [Substring]?
    for line in try text("docs/ADDING-A-SCHEME.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line == "```swift" {
        open = []
      } else if line == "```", let lines = open {
        blocks.append(lines.map { $0 + "\n" }.joined())
        open = nil
      } else {
        open?.append(line)
      }
    }
    return blocks
  }

  @Test func exampleIsTheSource() throws {
    let blocks = try examples()
    try #require(blocks.count == 2)
    #expect(try blocks[0] == text("Sources/Baselines/Approximate/StochasticGradientCoding.swift"))
    #expect(try text("Sources/Runs/Schemes/Schemes.swift").contains(blocks[1]))
  }

  @Test func isShort() throws {
    let code = try #require(try examples().first).split(separator: "\n").filter {
      let line = $0.drop { $0 == " " }
      return !line.isEmpty && !line.hasPrefix("//")
    }
    #expect(code.count < 80)
  }
}
