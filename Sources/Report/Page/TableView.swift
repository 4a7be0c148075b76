/// A table: a caption, a head, and rows whose first columns are words.
struct TableView: Sendable {
  /// A row, and which of its cells are the best of their columns.
  struct Row: Sendable {
    var cells: [[Cell]]
    var best: Set<Int>
  }

  /// One sentence or two.
  let caption: String
  let columns: [String]
  /// How many columns hold words; the others hold numbers.
  let words: Int
  private(set) var rows: [Row] = []

  init(_ caption: String, _ columns: [String], words: Int) {
    self.caption = caption
    self.columns = columns
    self.words = words
  }

  var isEmpty: Bool { rows.isEmpty }

  mutating func add(_ cells: [Cell], best: Set<Int> = []) {
    rows.append(Row(cells: cells.map { [$0] }, best: best))
  }

  /// A row in which a cell may hold several things.
  mutating func add(_ cells: [[Cell]], best: Set<Int> = []) {
    rows.append(Row(cells: cells, best: best))
  }

  /// For a page; the caption stands outside of what scrolls.
  var html: HTML {
    let head = columns.enumerated().map { place, name -> HTML in
      place < words
        ? "<th scope=\"col\">\(name)</th>" : "<th scope=\"col\" class=\"n\">\(name)</th>"
    }
    let body = rows.map { row -> HTML in
      let cells = row.cells.enumerated().map { place, cells -> HTML in
        let content = cells.map(\.html).joined(separator: ", ")
        let text: HTML = row.best.contains(place) ? "<strong>\(content)</strong>" : content
        return place < words ? "<td>\(text)</td>" : "<td class=\"n\">\(text)</td>"
      }
      return "<tr>\(cells)</tr>\n"
    }
    return """
      <div class="table"><p class="caption">\(caption)</p>
      <div class="scroll" tabindex="0" role="group" aria-label="\(caption.prefix { $0 != "." && $0 != ":" }.description)"><table>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(body)</tbody></table></div></div>

      """
  }
}
