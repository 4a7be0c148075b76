public import Console
import Foundation

/// Where the tables of two plans' results part: what they are tables of, and the sizes of differences.
public struct TableComparison: Sendable {
  /// A line each: what is compared, and what came of it.
  public private(set) var rows: [(name: String, text: String)] = []
  /// Whether all tables but `about` have the same rows.
  public private(set) var isSame = true

  /// Compares two folders that `pgc-experiment export` wrote.
  /// - Throws: where one is no such folder, or a table is broken.
  public init(_ a: String, _ b: String) throws(RunError) {
    let remedy = "write it by: pgc-experiment export PLAN"
    func table(_ folder: String, _ name: String) throws(RunError) -> CSVTable {
      try CSVTable(reading: "\(folder)/\(name)", remedy: remedy)
    }
    let about = (try table(a, "about.csv"), try table(b, "about.csv"))
    var axes: [String] = []
    for row in about.0.rows {
      let other = about.1.rows.first { $0["key"] == row["key"] }?["value"]
      if row["key"] == "axes" { axes = row["value"].split(separator: " ").map(String.init) }
      guard other != row["value"] else { continue }
      rows.append((row["key"], "\(row["value"]); \(other ?? "not recorded")"))
    }
    if rows.isEmpty { rows.append(("about", "the same plan, program, data and kernels")) }
    let files = Set(names(in: a)).union(names(in: b)).filter {
      $0.hasSuffix(".csv") && $0 != "about.csv"
    }
    for file in files.sorted() {
      guard names(in: a).contains(file), names(in: b).contains(file) else {
        isSame = false
        rows.append((file, "only in \(names(in: a).contains(file) ? a : b)"))
        continue
      }
      let text = Self.difference(try table(a, file), try table(b, file), axes: axes)
      if text != Self.same { isSame = false }
      rows.append((file, text))
    }
  }

  private static let same = "the same"

  /// Columns that say which row it is; a number in another one is a result.
  private static let keys: Set<String> = [
    "scheme", "variant", "quantity", "target", "seed", "candidate", "options", "axis", "metric",
    "share_of_budget", "reference", "from", "staleness_max", "worker", "version", "step", "began",
    "stage",
  ]

  static func difference(_ a: CSVTable, _ b: CSVTable, axes: [String]) -> String {
    guard a.rows.map(\.fields) != b.rows.map(\.fields) || a.columns != b.columns else {
      return same
    }
    let keys = a.columns.filter { Self.keys.contains($0) || axes.contains($0) }
    let values = a.columns.filter { !keys.contains($0) && b.columns.contains($0) && $0 != "run" }
    // Places of curves have no name of their own: rows of one key are told apart by their order.
    func keyed(_ table: CSVTable) -> [[String]: CSVTable.Row] {
      var seen: [[String]: Int] = [:]
      var rows: [[String]: CSVTable.Row] = [:]
      for row in table.rows {
        let key = keys.map { row[$0] }
        seen[key, default: 0] += 1
        rows[key + ["\(seen[key] ?? 0)"]] = row
      }
      return rows
    }
    let (first, second) = (keyed(a), keyed(b))
    let alone = first.keys.count { second[$0] == nil } + second.keys.count { first[$0] == nil }
    var differ = 0
    var largest: (size: Double, place: String) = (-1, "")
    for (key, row) in first.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      guard let other = second[key] else { continue }
      let changed = values.filter { row[$0] != other[$0] }
      if !changed.isEmpty { differ += 1 }
      for column in changed {
        guard let x = row.number(column), let y = other.number(column) else { continue }
        let size = abs(x - y) / max(abs(x), abs(y))
        if size > largest.size {
          let place = key.dropLast().filter { !$0.isEmpty }.joined(separator: " ")
          largest = (size, "\(place): \(column) \(row[column]), \(other[column])")
        }
      }
    }
    guard differ + alone > 0 else { return same }
    var text = "\(differ) of \(first.count) rows differ"
    if alone > 0 { text += ", \(alone) are in one only" }
    if largest.size >= 0 {
      text += ", most by \(String(format: "%.2g", 100 * largest.size)) % in \(largest.place)"
    }
    return text
  }
}
