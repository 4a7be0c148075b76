import Foundation

/// A table of a plan's results: plain CSV, the same bytes for the same results.
struct CSVTable {
  /// Without `.csv`.
  let name: String
  let columns: [String]
  private(set) var rows: [[String]] = []

  init(_ name: String, _ columns: [String]) {
    self.name = name
    self.columns = columns
  }

  mutating func add(_ row: [String]) {
    assert(row.count == columns.count)
    rows.append(row)
  }

  var text: String {
    ([columns] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// Nine digits; empty where there is no finite number.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    if value == value.rounded(), abs(value) < 1e9 { return "\(Int(value))" }
    return String(format: "%.9g", value)
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

/// The columns of mean, deviation, median and interval.
enum StatisticColumns {
  static let names = ["n", "mean", "sd", "median", "low", "high"]

  static func fields(_ values: [Double], median: Double? = nil, _ method: IntervalMethod)
    -> [String]
  {
    let sample = Sample(values)
    let interval = method.interval(of: values)
    return ["\(values.count)"]
      + [sample.mean, sample.deviation, median ?? sample.median, interval?.low, interval?.high]
      .map(CSVTable.number)
  }
}
