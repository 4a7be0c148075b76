import Foundation
import Report

/// Every time of the table as a colored cell, in terms of its step's median.
struct HeatMap {
  let html: HTML

  /// From the median to four times the median, light to dark; above, dark.
  private static let colors = [
    "#f3f6f8", "#d9e7ef", "#f7dcae", "#f4b266", "#e0701a", "#a84a00", "#5c1a00",
  ]
  private static let limits = [0.9, 1.15, 1.5, 2, 3, 5]
  private static let most = (rows: 64, columns: 160)

  init(_ advice: Advice) {
    let table = advice.table
    let rows = Self.chosen(table.workers.count, Self.most.rows)
    let columns = Self.chosen(table.steps.count, Self.most.columns)
    let medians = columns.map { column in
      Descriptive.median(table.seconds.map { $0[column] })
    }
    let (left, top) = (46.0, 4.0)
    let width = 780.0 / Double(columns.count)
    let height = rows.count > 32 ? 7.0 : rows.count > 12 ? 11.0 : 16.0
    func text(_ value: Double) -> String { String(format: "%.2f", value) }
    var paths = [String](repeating: "", count: Self.colors.count + 1)
    for (y, row) in rows.enumerated() {
      for (x, column) in columns.enumerated() {
        let value = table.seconds[row][column]
        let ratio = medians[x] > 0 ? value / medians[x] : 1
        let color =
          value.isNaN
          ? Self.colors.count : Self.limits.firstIndex { ratio < $0 } ?? Self.limits.count
        paths[color] +=
          "M\(text(left + Double(x) * width)) \(text(top + Double(y) * height))h\(text(width))"
          + "v\(text(height))h-\(text(width))z"
      }
    }
    let cells = zip(Self.colors + ["#ffffff"], paths).filter { !$0.1.isEmpty }.map { color, path in
      "<path fill=\"\(color)\" d=\"\(path)\"/>\n" as HTML
    }
    let every = max(1, Int(14 / height) * max(1, rows.count / 24))
    let names = rows.enumerated().filter { $0.offset % every == 0 }.map { place, row in
      """
      <text class="q" x="\(text(left - 4))" y="\(text(top + (Double(place) + 0.5) * height + 4))" \
      text-anchor="end">\(String(table.workers[row].suffix(6)))</text>

      """ as HTML
    }
    let bottom = top + Double(rows.count) * height
    let data = Self.data(table, rows, columns, x: left, y: top, width: width, height: height)
    let part =
      rows.count < table.workers.count || columns.count < table.steps.count
      ? " Evenly chosen \(rows.count) workers and \(columns.count) steps are drawn." : ""
    html = """
      <figure>
      <svg viewBox="0 0 830 \(text(bottom + 20))" role="img" aria-label="Seconds by worker and step" \
      data-cells="\(data)">
      \(cells)\(names)
      <text class="q" x="\(text(left))" y="\(text(bottom + 15))">step \(table.steps[columns[0]])</text>
      <text class="q" x="826" y="\(text(bottom + 15))" text-anchor="end">step \
      \(table.steps[columns[columns.count - 1]])</text>
      </svg>
      <figcaption>Seconds of every worker (rows) at every step (columns), in terms of the step's median: \
      pale is as fast as the others, orange twice as long, dark brown five times; white is no \
      answer.\(part)</figcaption></figure>

      """
  }

  private static func chosen(_ count: Int, _ most: Int) -> [Int] {
    guard count > most else { return Array(0..<count) }
    return (0..<most).map { $0 * count / most }
  }

  /// The numbers for the box beside the pointer.
  private static func data(
    _ table: TimeTable, _ rows: [Int], _ columns: [Int], x: Double, y: Double, width: Double,
    height: Double
  ) -> String {
    func quoted(_ words: [String]) -> String {
      let bytes = try? JSONEncoder().encode(words)
      return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
    let values = rows.map { row in
      let cells = columns.map { column in
        let value = table.seconds[row][column]
        return value.isNaN ? "null" : String(format: "%.4g", value)
      }
      return "[" + cells.joined(separator: ",") + "]"
    }
    return "{\"x\":\(x),\"y\":\(y),\"w\":\(width),\"h\":\(height),"
      + "\"names\":\(quoted(rows.map { table.workers[$0] })),"
      + "\"steps\":\(quoted(columns.map { table.steps[$0] })),"
      + "\"values\":[\(values.joined(separator: ","))]}"
  }
}
