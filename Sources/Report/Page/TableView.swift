/// A table of a page: a caption, a head, and rows whose first columns are names.
struct TableView {
  var caption: HTML
  var columns: [HTML]
  /// How many columns hold words; the others hold numbers.
  var words: Int
  private var rows: [HTML] = []

  init(_ caption: HTML, _ columns: [HTML], words: Int) {
    self.caption = caption
    self.columns = columns
    self.words = words
  }

  var isEmpty: Bool { rows.isEmpty }

  mutating func add(_ cells: [HTML], best: Set<Int> = []) {
    var row: HTML = "<tr>"
    for (place, cell) in cells.enumerated() {
      let content: HTML = best.contains(place) ? "<strong>\(cell)</strong>" : cell
      row += place < words ? "<td>\(content)</td>" : "<td class=\"n\">\(content)</td>"
    }
    row += "</tr>\n"
    rows.append(row)
  }

  var html: HTML {
    let head = columns.enumerated().map { place, name -> HTML in
      place < words
        ? "<th scope=\"col\">\(name)</th>" : "<th scope=\"col\" class=\"n\">\(name)</th>"
    }
    return """
      <div class="scroll"><table><caption>\(caption)</caption>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }
}
