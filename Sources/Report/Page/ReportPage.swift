import Console

/// The whole page, of tables and of drawings that are there.
struct ReportPage {
  let tables: ResultTables
  let palette: SchemePalette
  /// The element of each drawing by the figure's name.
  let drawings: [String: HTML]
  let sections: [ReportSection]

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
      \(Style.sheet)\(SlimDrawing.style)</style>
      </head>
      <body>
      <header id="top">
      <h1>\(name)</h1>
      <p class="lead">\(tables.about["description"] ?? "")</p>
      \(facts)
      </header>
      \(contents)
      <main>
      <section id="overview">
      <h2 class="stay">Overview</h2>
      \(Overview(tables: tables, palette: palette).html)
      </section>
      \(sections.map(section))
      </main>
      </body>
      </html>

      """
  }

  private var facts: HTML {
    let about = tables.about
    let seeds = (about["seeds"] ?? "").replacing(" ", with: ", ")
    var pairs: [(String, HTML)] = [
      (
        "schemes",
        "<ul class=\"legend\">\(tables.schemes.map { "<li>\(ResultTable.name($0, palette))</li>" as HTML })</ul>"
      ),
      ("seeds", "\(seeds)"),
      ("clock", "\(tables.seconds)"),
      ("intervals", "\(tables.intervalText)"),
    ]
    if let delays = about["delays_of_no_seed"], !delays.isEmpty {
      pairs.append(
        (
          "same for every seed",
          "the delays \(delays); times that depend on them alone have no interval"
        ))
    }
    // Problems may have targets of their own, in place of those of the plan.
    let own = Set(tables.combinations.map { tables.targets(in: $0) }.filter { !$0.isEmpty })
    if own.count > 1 {
      pairs.append(("targets", "each combination's own; the overview has the first of each"))
    } else if let targets = own.first {
      pairs.append(("targets", "\(targets.map { Name.target($0) }.joined(separator: ", "))"))
    }
    if let tuning = about["tuning_seeds"], !tuning.isEmpty {
      pairs.append(("tuned on seeds", "\(tuning.replacing(" ", with: ", "))"))
    }
    if let base = about["base"], !base.isEmpty { pairs.append(("all runs", "\(base)")) }
    pairs.append(("version", "\(about["version"] ?? "")"))
    return "<dl>\(pairs.map { "<dt>\($0)</dt><dd>\($1)</dd>\n" as HTML })</dl>"
  }

  private var contents: HTML {
    """
    <nav aria-label="Contents"><strong>Contents</strong>
    <ol><li><a href="#overview">Overview</a></li>
    \(sections.map { "<li><a href=\"#\($0.combination.slug)\">\($0.combination.title)</a></li>\n" as HTML })</ol></nav>
    """
  }

  private func section(_ section: ReportSection) -> HTML {
    let results = section.results
    func drawn(_ figures: [Figure]) -> [HTML] { figures.map { drawing($0, section) } }
    func block(_ title: HTML, _ content: HTML) -> HTML {
      content.text.isEmpty ? "" : "<h3>\(title)</h3>\n\(content)"
    }
    return """
      <section id="\(section.combination.slug)">
      <h2>\(section.combination.title)<a class="up" href="#top">top</a></h2>
      \(results.results)\(results.troubles)
      \(section.parts.map { block("\($0.title)", "\(drawn($0.figures))\($0.table)") })
      \(block("At equal \(tables.about["clock"] ?? "") time", results.equal(axis: "time")))
      \(block("At equal number of block-gradient evaluations", results.equal(axis: "evaluations")))
      \(block("Tuning", results.tuning))
      <div class="paper"><h3>Commands</h3>
      <pre>\(commands(section, ["given", "tuned", "common", "timeline"]))</pre></div>
      </section>

      """
  }

  private func drawing(_ figure: Figure, _ section: ReportSection) -> HTML {
    """
    <figure id="\(figure.name)">
    \(drawings[figure.name] ?? "")
    <figcaption>\(figure.caption)\(configuration(figure, section))</figcaption>
    </figure>

    """
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
