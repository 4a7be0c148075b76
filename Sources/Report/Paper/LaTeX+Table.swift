/// Tables that fit a page of the class `article`: what is too wide stands below, what is too long on the next page.
extension LaTeX {
  /// Points between the margins.
  private static let width = 340.0
  /// Lines of a page below a caption.
  private static let height = 46

  /// `table` environments with the caption above.
  static func table(_ view: TableView, label: String) -> String {
    var floats: [[String]] = []
    var room = 0
    for columns in columns(of: view) {
      for rows in pages(view.rows, columns, view) {
        let lines = rows.map { self.lines(of: $0, columns, view) }.reduce(4, +)
        if floats.isEmpty || lines > room {
          floats.append([])
          room = height
        }
        floats[floats.count - 1].append(body(view, rows, columns))
        room -= lines
      }
    }
    return floats.enumerated().map { number, bodies in
      """
      \\begin{table}[p]
      \\centering\\footnotesize\\setlength{\\tabcolsep}{3pt}
      \\caption{\(escaped(number == 0 ? view.caption : "Continued"))}
      \\label{\(label)\(number == 0 ? "" : "-\(number + 1)")}
      \(bodies.joined(separator: "\n\\par\\medskip\n"))
      \\end{table}

      """
    }.joined(separator: "\\clearpage\n")
  }

  /// Rows in parts that fit a page.
  private static func pages(_ rows: [TableView.Row], _ columns: [Int], _ view: TableView)
    -> [[TableView.Row]]
  {
    var pages: [[TableView.Row]] = []
    var room = 0
    for row in rows {
      let lines = lines(of: row, columns, view)
      if pages.isEmpty || lines > room {
        pages.append([])
        room = height - 4
      }
      pages[pages.count - 1].append(row)
      room -= lines
    }
    return pages
  }

  /// How many lines a row has.
  private static func lines(of row: TableView.Row, _ columns: [Int], _ view: TableView) -> Int {
    columns.map { stacked(row.cells[$0], isBest: false).count }.max() ?? 1
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
    let values = cells.flatMap { lines($0.text) + [$0.note] }.map { Double($0.count) * 4.1 }
    let intervals = cells.compactMap(\.interval).map {
      Double($0.low.count + $0.high.count + 4) * 2.6
    }
    let heads = lines(view.columns[column], of: 12).map { Double($0.count) * 4.1 }
    return ((values + intervals + heads).max() ?? 0) + 7
  }

  private static func body(_ view: TableView, _ rows: [TableView.Row], _ columns: [Int]) -> String {
    let layout = columns.map { $0 < view.words ? "l" : "r" }.joined()
    let head = columns.map {
      stack(lines(view.columns[$0], of: 12).map(escaped), "b", isWords: $0 < view.words)
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

  /// Words in lines of so many characters, or of one word.
  private static func lines(_ text: String, of length: Int = 18) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < length {
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
    stack(stacked(cells, isBest: isBest), "t", isWords: isWords)
  }

  /// The lines of a cell: words, a note, an interval.
  private static func stacked(_ cells: [Cell], isBest: Bool) -> [String] {
    cells.flatMap { cell -> [String] in
      var words = lines(cell.text).map(escaped)
      if isBest { words = words.map { "\\textbf{\($0)}" } }
      if !cell.note.isEmpty {
        let note = "\\emph{\(escaped(cell.note))}"
        let fits = (lines(cell.text).last?.count ?? 18) + cell.note.count < 18
        if words.isEmpty || !fits {
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
  }
}
