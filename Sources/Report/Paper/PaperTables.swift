import Console

/// The tables of a report for a paper: as LaTeX and as Markdown.
struct PaperTables {
  let tables: ResultTables
  let palette: SchemePalette
  let sections: [ReportSection]

  /// The tables with their labels and headings.
  private var all: [(label: String, title: String, view: TableView)] {
    var all = Overview(tables: tables, palette: palette).views.enumerated().map { number, view in
      ("tab:overview-\(number + 1)", "Overview", view)
    }
    for section in sections {
      let (slug, title) = (section.combination.slug, section.combination.title)
      for (name, view) in [
        ("results", section.results.results as TableView?), ("speed-ups", section.results.speedUps),
      ] {
        if let view, !view.isEmpty { all.append(("tab:\(name)-\(slug)", title, view)) }
      }
    }
    return all
  }

  /// `\input` it: no package is needed, and nothing but tables is in it.
  var latex: String {
    "% Tables of \(tables.about["name"] ?? "results"), by pgc-experiment report. Plain LaTeX, no package.\n"
      + all.map { label, title, view in
        "\n% \(title.replacing("\n", with: " "))\n" + LaTeX.table(view.titled(title), label: label)
      }.joined(separator: "\\clearpage\n")
  }

  var markdown: String {
    "# \(Markdown.escaped(tables.about["name"] ?? "results"))\n"
      + all.map { _, title, view in
        "\n## \(Markdown.escaped(title))\n\n" + Markdown.table(view)
      }.joined()
  }

  func write(into folder: String) throws(RunError) {
    try AtomicFile.replace(folder + "/tables.tex", with: latex)
    try AtomicFile.replace(folder + "/tables.md", with: markdown)
  }
}

extension TableView {
  /// The same, with a title before its caption.
  func titled(_ title: String) -> TableView {
    var view = TableView("\(title). \(caption)", columns, words: words)
    for row in rows { view.add(row.cells, best: row.best) }
    return view
  }
}
