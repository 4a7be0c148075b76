import Foundation
import Testing

@testable import Datasets

/// The split against scikit-learn's own, where scripts/check-split wrote it down.
@Suite("Tables: split of scikit-learn")
struct TablesSplitTests {
  static let file = ProcessInfo.processInfo.environment["PGC_SKLEARN_SPLITS"]

  @Test(.enabled(if: file != nil, "scripts/check-split runs it where scikit-learn is installed"))
  func everyIndex() throws {
    let text = try String(contentsOfFile: try #require(Self.file), encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.split(separator: ",") }
    try #require(!lines.isEmpty && lines.count % 3 == 0)
    for start in stride(from: 0, to: lines.count, by: 3) {
      let numbers = lines[start].compactMap { Double($0) }
      var recipe = Recipe(name: "split", file: "t", label: .init("y"))
      recipe.split = .init(fraction: numbers[1], seed: UInt32(numbers[2]))
      let rows = try recipe.rows(of: Int(numbers[0]), path: "t")
      #expect(rows.test == lines[start + 1].compactMap { Int($0) })
      #expect(rows.train == lines[start + 2].compactMap { Int($0) })
    }
  }
}
