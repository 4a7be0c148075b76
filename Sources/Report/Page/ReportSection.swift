/// What a report shows of a combination of a plan.
struct ReportSection {
  let combination: Combination
  /// Its tables.
  let results: ResultTable
  /// Figures under their headings, in the order of the page.
  let parts: [Part]

  /// A heading with what stands below it.
  struct Part {
    let title: String
    let figures: [Figure]
    /// Below the figures.
    let table: HTML

    /// A part without figures and table does not appear.
    init(_ title: String, _ figures: [Figure?], table: HTML = "") {
      self.title = title
      self.figures = figures.compactMap { $0 }
      self.table = table
    }
  }

  /// All figures, in the order of the page.
  var figures: [Figure] { parts.flatMap(\.figures) }

  /// A new figure is one file and one line here.
  init(_ combination: Combination, of tables: ResultTables, palette: SchemePalette) {
    let variants = tables.variants(in: combination)
    let first = variants.first ?? "given"
    self.combination = combination
    results = ResultTable(tables: tables, combination: combination, palette: palette)
    parts = [
      Part("Who computed what when", [TimelineFigure(tables: tables).figure(combination)]),
      Part(
        "Loss and metric",
        variants.map {
          CurveFigure(tables: tables, palette: palette).figure(combination, variant: $0)
        }),
      Part("Time to target", [TargetFigure(tables: tables, palette: palette).figure(combination)]),
      Part("Bounds", [], table: tables.boundsView(in: combination)),
      Part(
        "Speed-ups", [SpeedUpFigure(tables: tables, palette: palette).figure(combination)],
        table: results.speedUps),
      Part(
        "Seconds a step",
        [StepTimeFigure(tables: tables, palette: palette).figure(combination, variant: first)]),
      Part(
        "Recovery and staleness",
        [HistogramFigure(tables: tables, palette: palette).figure(combination, variant: first)]),
    ]
  }
}
