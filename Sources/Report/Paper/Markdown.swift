/// Tables as Markdown, as GitHub and Pandoc read it.
enum Markdown {
  /// What would be taken for markup stands for itself.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>|".contains(character) { result += "\\" }
      result += character.isNewline ? " " : String(character)
    }
    return result
  }

  /// A caption, a head and rows; numbers stand at the right.
  static func table(_ view: TableView) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let marks = view.columns.indices.map { $0 < view.words ? "---" : "---:" }
    return escaped(view.caption) + "\n\n" + line(view.columns.map(escaped)) + line(marks)
      + view.rows.map { row in
        line(row.cells.enumerated().map { cell($1, isBest: row.best.contains($0)) })
      }.joined() + "\n"
  }

  private static func cell(_ cells: [Cell], isBest: Bool) -> String {
    cells.map { cell in
      let value = isBest ? "**\(escaped(cell.text))**" : escaped(cell.text)
      let note = cell.note.isEmpty ? "" : " \(escaped(cell.note))"
      return value + note
        + (cell.interval.map { " \\[\(escaped($0.low)), \(escaped($0.high))\\]" } ?? "")
    }.joined(separator: ", ")
  }
}
