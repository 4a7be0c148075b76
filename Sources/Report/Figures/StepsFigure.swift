/// What steps are like: how long they take, how much of the gradient they recover, and how old it is.
struct StepsFigure {
  let tables: ResultTables
  let palette: SchemePalette

  func figure(_ combination: Combination, variant: String) -> Figure? {
    let parts = [
      StepTimePlot(tables: tables, palette: palette).part(combination, variant: variant),
      HistogramPlots(tables: tables, palette: palette).part(combination, variant: variant),
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return Figure(
      name: "steps-\(combination.slug)", title: "Steps: \(combination.title)",
      caption: """
        All steps of \(tables.seedCount) seeds, \(Name.variant(variant)). \
        \(parts.map(\.caption).joined(separator: " "))
        """, variants: [variant], plots: parts.flatMap(\.plots))
  }
}
