/// Rows of text with their columns in line.
public enum Columns {
  /// Name and value.
  public static func text(_ rows: [(String, String)]) -> String {
    text(rows.map { [$0.0, $0.1] })
  }

  /// Any number of columns behind an indent; the last is not padded.
  public static func text(_ rows: [[String]], indent: String = "  ") -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { c in
      rows.map { $0.indices.contains(c) ? $0[c].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { c, cell in
        c == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[c] - cell.count)
      }
      return indent + cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
