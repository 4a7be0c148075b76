public import Console
import Datasets
import Foundation
import Kernels

/// What two runs have in common and where they part: what they were asked, by which program, of which
/// data, and the sizes of the differences between their results.
public struct RunComparison: Sendable {
  /// A line each: what is compared, and what came of it.
  public private(set) var rows: [(name: String, text: String)] = []
  /// Whether steps, evaluations and models are the same to the last digit.
  public private(set) var isSame = true

  /// Compares two folders of runs.
  /// - Throws: where one is no run's folder, or its files are broken.
  public init(_ a: String, _ b: String) throws(RunError) {
    let (first, second) = (try RecordedRun(folder: a), try RecordedRun(folder: b))
    rows.append(("configuration", Self.options(first.configuration, second.configuration)))
    rows.append(
      ("program", Self.equal(first.provenance?.program, second.provenance?.program)))
    rows.append(("data", Self.data(first.provenance, second.provenance)))
    rows.append(("kernels", Self.equal(first.kernels, second.kernels)))
    rows.append(("outcome", Self.equal(first.outcome, second.outcome)))
    try compareSteps(a, b)
    try compareEvaluations(a, b)
    compareModels(a, b)
  }

  private static let remedy = "compare folders of complete runs"

  /// `seed: 1, 2; steps: 300, 200`.
  static func options(_ a: [String: String], _ b: [String: String]) -> String {
    let names = Set(a.keys).union(b.keys).sorted().filter { a[$0] != b[$0] }
    guard !names.isEmpty else { return "the same" }
    return names.map { "\($0): \(a[$0] ?? "none"), \(b[$0] ?? "none")" }.joined(separator: "; ")
  }

  private static func equal(_ a: String?, _ b: String?) -> String {
    guard let a, let b, !a.isEmpty, !b.isEmpty else { return "not recorded in both" }
    return a == b ? "the same" : "\(a), \(b)"
  }

  private static func data(_ a: Provenance?, _ b: Provenance?) -> String {
    guard let a, let b else { return "not recorded in both" }
    guard a.data.count == b.data.count else {
      return "\(a.data.count) files, \(b.data.count) files"
    }
    let others = zip(a.data, b.data).filter { $0.digest != $1.digest }
    guard !others.isEmpty else { return "the same" }
    return others.map { "\($0.file) \($0.digest), \($1.file) \($1.digest)" }
      .joined(separator: "; ")
  }

  private mutating func compareSteps(_ a: String, _ b: String) throws(RunError) {
    let tables = try Self.tables("steps.csv", a, b)
    let count = min(tables.0.rows.count, tables.1.rows.count)
    var text = "\(tables.0.rows.count)"
    if tables.0.rows.count != tables.1.rows.count {
      isSame = false
      text += ", \(tables.1.rows.count)"
    }
    let shared = tables.0.columns.filter { tables.1.columns.contains($0) }
    let parting = (0..<count).first { i in
      shared.contains { tables.0.rows[i][$0] != tables.1.rows[i][$0] }
    }
    guard let parting else {
      rows.append(("steps", "\(text), all \(count) that both have are the same"))
      return
    }
    isSame = false
    let (x, y) = (tables.0.rows[parting], tables.1.rows[parting])
    let columns = shared.filter { x[$0] != y[$0] }.map { "\($0) \(x[$0]), \(y[$0])" }
    rows.append(("steps", "\(text), the first that differs is \(parting) of \(count)"))
    rows.append(("in that step", columns.joined(separator: "; ")))
    if shared.contains("loss") {
      rows.append(("loss", Self.difference(tables.0, tables.1, "loss", at: "step")))
    }
  }

  private mutating func compareEvaluations(_ a: String, _ b: String) throws(RunError) {
    let tables = try Self.tables("evaluations.csv", a, b)
    for name in tables.0.columns where tables.1.columns.contains(name) && name != "step" {
      let text = Self.difference(tables.0, tables.1, name, at: "step")
      if text != "the same" { isSame = false }
      rows.append((name, text))
    }
    if tables.0.rows.count != tables.1.rows.count { isSame = false }
  }

  private mutating func compareModels(_ a: String, _ b: String) {
    guard let x = try? NPYFile.read(a + "/model.npy", as: Double.self),
      let y = try? NPYFile.read(b + "/model.npy", as: Double.self)
    else {
      rows.append(("model", "not there in both"))
      return
    }
    guard x.count == y.count else {
      isSame = false
      rows.append(("model", "\(x.count) parameters, \(y.count) parameters"))
      return
    }
    var (squares, size, largest) = (0.0, 0.0, 0.0)
    for i in 0..<x.count {
      let gap = x[i] - y[i]
      squares += gap * gap
      size += x[i] * x[i]
      largest = max(largest, abs(gap))
    }
    guard largest > 0 || !squares.isFinite else {
      rows.append(("model", "the same"))
      return
    }
    isSame = false
    rows.append(
      (
        "model",
        "‖a − b‖/‖a‖ = \(Self.short((squares / size).squareRoot())), largest difference "
          + Self.short(largest)
      ))
  }

  private static func tables(_ name: String, _ a: String, _ b: String) throws(RunError) -> (
    CSVTable, CSVTable
  ) {
    (
      try CSVTable(reading: "\(a)/\(name)", remedy: remedy),
      try CSVTable(reading: "\(b)/\(name)", remedy: remedy)
    )
  }

  /// The largest difference in a column, over the rows that both have.
  private static func difference(
    _ a: CSVTable, _ b: CSVTable, _ column: String, at place: String
  ) -> String {
    var largest = 0.0
    var row: CSVTable.Row?
    var differ = 0
    for (x, y) in zip(a.rows, b.rows) where x[column] != y[column] {
      differ += 1
      guard let x = x.number(column), let value = y.number(column) else { continue }
      if abs(x - value) >= largest { (largest, row) = (abs(x - value), y) }
    }
    guard differ > 0 else { return "the same" }
    let last = (a.rows.last?[column] ?? "", b.rows.last?[column] ?? "")
    return "differs in \(differ) rows, most by \(short(largest)) at \(place) "
      + "\(row?[place] ?? "?"); last \(last.0), \(last.1)"
  }

  static func short(_ value: Double) -> String { String(format: "%.3g", value) }
}
