import Console

/// The whole page, of tables and of drawings that are there.
struct ReportPage {
  let tables: ResultTables
  let palette: SchemePalette
  /// The elements of each figure's plots by its name.
  let drawings: [String: [HTML]]
  /// What the drawings share.
  let marks: HTML
  let sections: [ReportSection]
  let schematic: Schematic

  var html: HTML {
    let name = tables.about["name"] ?? "results"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(name): comparison of schemes</title>
      <link rel="icon" href="data:,">
      <style>
      \(Style.sheet)\(SlimDrawing.style)\(TimelineStyle.sheet)\(ExplorerScript.style)</style>
      </head>
      <body>
      <svg class="defs" width="0" height="0" aria-hidden="true">\(TimelineStyle.hatch)<defs>\(marks)</defs></svg>
      <header id="top">
      <h1>\(name)</h1>
      <p class="lead">\(tables.about["description"] ?? "")</p>
      \(Facts(tables: tables, palette: palette).html)
      </header>
      \(ContentsGrid(tables: tables).html)
      <main>
      <section id="overview">
      <h2 class="stay">Overview</h2>
      \(Overview(tables: tables, palette: palette).views.map(\.html))
      </section>
      \(SchematicSection(schematic: schematic).html)
      \(sections.map(section))
      </main>
      <script>
      \(ExplorerScript.script)</script>
      </body>
      </html>

      """
  }

  private func section(_ section: ReportSection) -> HTML {
    let results = section.results
    let troubles = results.troubles
    let timeline: HTML =
      section.explorer.text.isEmpty
      ? ""
      : """
      <h3>Who computed what when</h3>
      \(section.explorer)\(section.timeline.map { figureNotes($0, section) } ?? "")
      """
    return """
      <section id="\(section.combination.slug)">
      <h2>\(section.combination.title)<a class="up" href="#top">top</a></h2>
      \(results.results.html)\(troubles.isEmpty ? "" : troubles.html)\(timeline)
      \(section.parts.map { part($0, section) })
      <details class="commands"><summary>Commands</summary>
      <pre>\(commands(section, ["given", "tuned", "common", "timeline"]))</pre></details>
      </section>

      """
  }

  private func part(_ part: ReportSection.Part, _ section: ReportSection) -> HTML {
    guard !(part.figures.isEmpty && part.tables.isEmpty) else { return "" }
    // Numbers behind figures are there for who asks; a part of numbers alone shows them.
    let tables = part.tables.map(\.html)
    let numbers: HTML =
      tables.isEmpty
      ? ""
      : "<details class=\"numbers\"><summary>\(part.figures.isEmpty ? "What was tried" : "The numbers")</summary>\(tables)</details>"
    return """
      <h3\(part.figures.isEmpty ? " class=\"screen\"" : "" as HTML)>\(part.title)</h3>
      \(part.figures.map { figure($0, section) })\(numbers)
      """
  }

  private func figure(_ figure: Figure, _ section: ReportSection) -> HTML {
    let plots = (drawings[figure.name] ?? []).map { "<div class=\"plot\">\($0)</div>\n" as HTML }
    return """
      <figure id="\(figure.name)">
      \(legend(figure))<div class="plots\(plots.count == 4 ? " four" : "")">
      \(plots)</div>
      \(figureNotes(figure, section))</figure>

      """
  }

  /// Names with a line, a dash and a mark, as in the plots below.
  ///
  /// gnuplot has fifteen marks, and its mark n is the symbol n − 1 of `marks`.
  private func legend(_ figure: Figure) -> HTML {
    let looks = figure.legend.compactMap { entry in entry.look.map { (entry.title, $0) } }
    guard !looks.isEmpty else { return "" }
    let items = looks.map { title, look -> HTML in
      let dash: HTML =
        look.dash.isEmpty
        ? ""
        : " stroke-dasharray=\"\(look.dash.map { "\(max(1, $0 / 2))" }.joined(separator: " "))\""
      return """
        <li><svg viewBox="0 0 30 10" class="line" aria-hidden="true"><path d="M0 5h30" stroke="\(look.color)" \
        stroke-width="2"\(dash)/><use href="#gpPt\((look.marker - 1) % 15)" transform="translate(15 5) scale(3)" \
        color="\(look.color)" fill="none"/></svg>\(title)</li>
        """
    }
    return "<ul class=\"legend\">\(items)</ul>\n"
  }

  private func figureNotes(_ figure: Figure, _ section: ReportSection) -> HTML {
    "<figcaption>\(figure.caption)\(configuration(figure, section))</figcaption>\n"
  }

  /// The commands that a figure comes from.
  private func configuration(_ figure: Figure, _ section: ReportSection) -> HTML {
    let plan = tables.about["plan"] ?? "experiments/\(tables.about["name"] ?? "NAME").yaml"
    return """
      <details class="beside"><summary>Command and configuration: plan \(tables.about["name"] ?? ""), \
      \(section.combination.title)</summary>
      <pre>pgc-experiment run \(plan)
      pgc-experiment report \(plan)

      # One run of each line; the others differ in the seed.
      \(commands(section, figure.variants))</pre></details>
      """
  }

  private func commands(_ section: ReportSection, _ variants: [String]) -> [HTML] {
    tables.rows("commands", in: section.combination).filter { variants.contains($0["variant"]) }
      .map { row in
        let variant =
          switch row["variant"] {
          case "given": ""
          case "timeline": ", every task recorded"
          default: ", \(row["variant"]) step size"
          }
        return "\n# \(row["scheme"])\(variant), seed \(row["seed"])\n\(row["command"])\n"
      }
  }
}
