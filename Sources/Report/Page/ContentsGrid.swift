/// Links to all combinations, as a grid.
struct ContentsGrid {
  let tables: ResultTables

  var html: HTML {
    let all = tables.combinations
    guard !tables.axes.isEmpty, all.count > 1 else { return "" }
    func head(_ combination: Combination, without axis: Int) -> [String] {
      combination.coordinates.enumerated().filter { $0.offset != axis }.map(\.element)
    }
    // The axis that leaves the fewest rows stands side by side.
    let pivot =
      tables.axes.indices.min { a, b in
        Set(all.map { head($0, without: a) }).count < Set(all.map { head($0, without: b) }).count
      } ?? 0
    let axis = tables.axes[pivot]
    var columns: [String] = []
    var rows: [[String]] = []
    for combination in all {
      let (head, entry) = (head(combination, without: pivot), combination.coordinates[pivot])
      if !columns.contains(entry) { columns.append(entry) }
      if !rows.contains(head) { rows.append(head) }
    }
    let body = rows.map { row -> HTML in
      let cells = columns.map { column -> HTML in
        guard
          let found = all.first(where: {
            $0.coordinates[pivot] == column && head($0, without: pivot) == row
          })
        else {
          return "<td></td>"
        }
        return "<td><a href=\"#\(found.slug)\" aria-label=\"\(found.title)\">\(column)</a></td>"
      }
      let name = row.isEmpty ? axis : row.joined(separator: ", ")
      return "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>\n"
    }
    let names = tables.axes.enumerated().filter { $0.offset != pivot }.map(\.element)
      .joined(separator: ", ")
    return """
      <nav aria-label="Contents"><div class="scroll"><table class="grid">
      <thead><tr><th scope="col">\(names)</th><th scope="colgroup" colspan="\(columns.count)">\(axis)</th></tr></thead>
      <tbody>\(body)</tbody></table></div></nav>

      """
  }
}
