/// What a report shows of a combination of a plan.
struct ReportSection {
  let combination: Combination
  /// Its tables.
  let results: ResultTable
  /// Figures under their headings, in the order of the page.
  let parts: [Part]
  /// Who computed what when, to be asked; empty where nothing was recorded.
  let explorer: HTML

  /// A heading with what stands below it.
  struct Part {
    let title: String
    let figures: [Figure]
    /// Below the figures.
    let tables: [TableView]

    /// A part without figures and tables does not appear.
    init(_ title: String, _ figures: [Figure?], tables: [TableView] = []) {
      self.title = title
      self.figures = figures.compactMap { $0 }
      self.tables = tables
    }
  }

  /// The timeline as files beside the page; in the page the explorer stands in its place.
  let timeline: Figure?

  /// Figures that the page draws, in its order.
  var figures: [Figure] { parts.flatMap(\.figures) }

  /// A new figure is one file and one line here.
  init(_ combination: Combination, of tables: ResultTables, palette: SchemePalette) {
    let variants = tables.variants(in: combination)
    let first = variants.first ?? "given"
    self.combination = combination
    let results = ResultTable(tables: tables, combination: combination, palette: palette)
    self.results = results
    let timelines = RecordedTimeline.all(in: tables, combination)
    timeline = TimelineFigure(tables: tables).figure(combination)
    explorer =
      timeline == nil
      ? ""
      : TimelineExplorer(
        timelines: timelines, window: RecordedTimeline.window(of: timelines), unit: tables.seconds,
        name: "timeline-\(combination.slug)"
      ).html
    parts = [
      Part(
        "Loss and metric",
        variants.map {
          CurveFigure(tables: tables, palette: palette).figure(combination, variant: $0)
        }),
      Part(
        "Time to target", [TargetFigure(tables: tables, palette: palette).figure(combination)],
        tables: [results.medians].compactMap { $0 }),
      Part("Bounds", [], tables: [results.bounds].compactMap { $0 }),
      Part(
        "Speed-ups", [SpeedUpFigure(tables: tables, palette: palette).figure(combination)],
        tables: [results.speedUps].compactMap { $0 }),
      Part(
        "Steps: seconds, recovery and staleness",
        [StepsFigure(tables: tables, palette: palette).figure(combination, variant: first)]),
      Part(
        "At equal cost",
        variants.map {
          EqualFigure(tables: tables, palette: palette).figure(combination, variant: $0)
        }, tables: results.equal(axis: "time") + results.equal(axis: "evaluations")),
      Part("Tuning", [], tables: [results.tuning].compactMap { $0 }),
    ]
  }
}
