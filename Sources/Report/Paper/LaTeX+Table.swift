/// Tables that fit a page of the class `article`: what is too wide stands below, what is too long on the next page.
extension LaTeX {
  /// Points between the margins.
  private static let width = 340.0
  /// Rows of a page.
  private static let rows = 28

  /// `table` environments with the caption above.
  static func table(_ view: TableView, label: String) -> String {
    stride(from: 0, to: view.rows.count, by: rows).enumerated().map { number, start in
      let part = Array(view.rows[start..<min(start + rows, view.rows.count)])
      let bodies = columns(of: view).map { body(view, part, $0) }
      return """
        \\begin{table}[p]
        \\centering\\footnotesize\\setlength{\\tabcolsep}{3pt}
        \\caption{\(escaped(number == 0 ? view.caption : "Continued"))}
        \\label{\(label)\(number == 0 ? "" : "-\(number + 1)")}
        \(bodies.joined(separator: "\n\\par\\medskip\n"))
        \\end{table}

        """
    }.joined(separator: "\\clearpage\n")
  }

  /// Columns that stand side by side; the first say of all parts what a row is of.
  private static func columns(of view: TableView) -> [[Int]] {
    let widths = view.columns.indices.map { width(of: $0, view) }
    let keys = Array(0..<(view.words > 2 ? 2 : 1))
    let taken = keys.map { widths[$0] }.reduce(0, +)
    var parts: [[Int]] = []
    var room = 0.0
    for column in view.columns.indices.dropFirst(keys.count) {
      if parts.isEmpty || widths[column] > room {
        parts.append(keys)
        room = width - taken
      }
      parts[parts.count - 1].append(column)
      room -= widths[column]
    }
    return parts.isEmpty ? [keys] : parts
  }

  /// About how wide a column is, in points, with the gap beside it.
  private static func width(of column: Int, _ view: TableView) -> Double {
    let cells = view.rows.flatMap { $0.cells[column] }
    let values = cells.flatMap { lines($0.text) + [$0.note] }.map { Double($0.count) * 4.6 }
    let intervals = cells.compactMap(\.interval).map {
      Double($0.low.count + $0.high.count + 4) * 2.9
    }
    let heads = lines(view.columns[column]).map { Double($0.count) * 4.4 }
    return ((values + intervals + heads).max() ?? 0) + 7
  }

  private static func body(_ view: TableView, _ rows: [TableView.Row], _ columns: [Int]) -> String {
    let layout = columns.map { $0 < view.words ? "l" : "r" }.joined()
    let head = columns.map {
      stack(lines(view.columns[$0]).map(escaped), "b", isWords: $0 < view.words)
    }
    let body = rows.map { row in
      columns.map { cell(row.cells[$0], isBest: row.best.contains($0), isWords: $0 < view.words) }
        .joined(separator: " & ")
    }
    return """
      \\begin{tabular}{\(layout)}
      \\hline
      \(head.joined(separator: " & ")) \\\\
      \\hline
      \(body.joined(separator: " \\\\\n")) \\\\
      \\hline
      \\end{tabular}
      """
  }

  /// Words in lines of about eighteen characters.
  private static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 18 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// Lines below each other.
  private static func stack(_ lines: [String], _ place: String, isWords: Bool) -> String {
    guard lines.count > 1 else { return lines.first ?? "" }
    return "\\begin{tabular}[\(place)]{@{}\(isWords ? "l" : "r")@{}}"
      + lines.joined(separator: "\\\\[-2pt]") + "\\end{tabular}"
  }

  private static func cell(_ cells: [Cell], isBest: Bool, isWords: Bool) -> String {
    let all = cells.flatMap { cell -> [String] in
      var words = lines(cell.text).map(escaped)
      if isBest { words = words.map { "\\textbf{\($0)}" } }
      if !cell.note.isEmpty {
        let note = "\\emph{\(escaped(cell.note))}"
        if isWords || words.isEmpty {
          words.append(note)
        } else {
          words[words.count - 1] += " " + note
        }
      }
      if let interval = cell.interval {
        words.append("{\\tiny[\(escaped(interval.low)), \(escaped(interval.high))]}")
      }
      return words
    }
    return stack(all, "t", isWords: isWords)
  }
}
