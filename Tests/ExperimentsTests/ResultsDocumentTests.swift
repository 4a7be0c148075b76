import Foundation
import Testing

/// docs/RESULTS.md says nothing that is not in the committed tables.
///
/// Each of its sections names its folder of tables by a link to `../experiments/results/NAME`; every
/// number with a decimal point must then be in a table of that folder, rounded as it is written.
@Suite struct ResultsDocumentTests {
  private static let top = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  struct Section: CustomTestStringConvertible, Sendable {
    let title: String
    let text: String
    var testDescription: String { title }
  }

  static let sections: [Section] = {
    let file = top.appending(path: "docs/RESULTS.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "\n## ").dropFirst().map { part in
      let lines = part.split(separator: "\n", maxSplits: 1).map(String.init)
      return Section(title: lines.first ?? "", text: lines.last ?? "")
    }
  }()

  @Test func thereAreSections() { #expect(Self.sections.count >= 4) }

  @Test(arguments: sections)
  func everyNumberIsInATable(section: Section) throws {
    let names = section.text.matches(of: /experiments\/results\/([a-z-]+)/).map { String($0.1) }
    let numbers = section.text.split { " \n|(),;:[]".contains($0) }.map { word in
      word.hasSuffix(".") ? word.dropLast() : word
    }.filter { $0.wholeMatch(of: /-?\d+\.\d+/) != nil }
    if numbers.isEmpty { return }
    let name = try #require(names.first, "the section has numbers and names no tables")
    let known = try values(in: Self.top.appending(path: "experiments/results/\(name)"))
    for number in numbers {
      let digits = number.split(separator: ".").last?.count ?? 0
      let wanted: Double = try #require(Double(number))
      let half: Double = 0.5 / pow(10.0, Double(digits)) + 1e-9
      // The first known value that is not too small.
      let place = partition(known, by: wanted - half)
      #expect(place < known.count && known[place] <= wanted + half, "\(number) is in no table")
    }
  }

  /// All numbers of a folder's tables, those of options and targets too, ascending.
  private func values(in folder: URL) throws -> [Double] {
    var all: Set<Double> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasSuffix(".csv") && file != "curves.csv" {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for field in text.split(whereSeparator: { ",\n=: ".contains($0) }) {
        if let value = Double(field) { all.insert(value) }
      }
    }
    return all.sorted()
  }

  private func partition(_ values: [Double], by least: Double) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < least { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
