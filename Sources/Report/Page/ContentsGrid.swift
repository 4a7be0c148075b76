/// Links to all combinations, as a grid: the entries of the last axis side by side.
struct ContentsGrid {
  let tables: ResultTables

  var html: HTML {
    let all = tables.combinations
    guard let axis = tables.axes.last, all.count > 1 else { return "" }
    var columns: [String] = []
    var rows: [[String]] = []
    for combination in all {
      let (head, last) = (Array(combination.coordinates.dropLast()), combination.coordinates.last ?? "")
      if !columns.contains(last) { columns.append(last) }
      if !rows.contains(head) { rows.append(head) }
    }
    let body = rows.map { head -> HTML in
      let cells = columns.map { column -> HTML in
        guard let found = all.first(where: { $0.coordinates == head + [column] }) else {
          return "<td></td>"
        }
        return "<td><a href=\"#\(found.slug)\" aria-label=\"\(found.title)\">\(column)</a></td>"
      }
      let name = head.isEmpty ? axis : head.joined(separator: ", ")
      return "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>\n"
    }
    let names = tables.axes.dropLast().joined(separator: ", ")
    return """
      <nav aria-label="Contents"><div class="scroll"><table class="grid">
      <thead><tr><th scope="col">\(names)</th><th scope="colgroup" colspan="\(columns.count)">\(axis)</th></tr></thead>
      <tbody>\(body)</tbody></table></div></nav>

      """
  }
}
