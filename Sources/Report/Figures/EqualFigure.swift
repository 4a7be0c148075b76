import Console
import Runs

/// Losses and metrics of all schemes at the same cost: a quarter, a half, and all of what every one reaches.
struct EqualFigure {
  let tables: ResultTables
  let palette: SchemePalette

  static let shares = ["0.25", "0.5", "1"]

  func figure(_ combination: Combination, variant: String) -> Figure? {
    let rows = tables.rows("equal", in: combination).filter { $0["variant"] == variant }
    let schemes = tables.schemes(in: combination).filter { scheme in
      rows.contains { $0["scheme"] == scheme }
    }
    let quantities = ShownQuantity.all(in: tables, combination)
    guard schemes.count > 1, !quantities.isEmpty else { return nil }
    var dots = DotPlot(schemes, palette, series: Self.shares.count)
    let plots = ["time", "evaluations"].flatMap { axis in
      quantities.compactMap { quantity -> Plot? in
        let mine = rows.filter { $0["axis"] == axis && $0["metric"] == quantity.metric }
        let values = mine.compactMap { quantity.value($0, "mean") }
        guard !values.isEmpty else { return nil }
        let budget = mine.first { $0["share_of_budget"] == "1" }?.number("x")
        let unit = axis == "time" ? "s" : "block gradients"
        var plot = Plot(
          name: "\(quantity.slug)-\(axis)", title: "by \(Digits.short(budget)) \(unit)",
          x: quantity.axis(values), y: .rows(schemes),
          height: .rows(schemes.count, dots.rowHeight), hasRows: true)
        dots.add(
          mine.compactMap { row in
            guard let value = quantity.value(row, "mean"), value.isFinite,
              !plot.x.cuts(value), let series = Self.shares.firstIndex(of: row["share_of_budget"])
            else { return nil }
            return DotPlot.Dot(
              scheme: row["scheme"], series: series, value: value, low: quantity.value(row, "low"),
              high: quantity.value(row, "high"), mark: [8, 6, 7][series])
          }, to: &plot)
        return plot
      }
    }
    guard !plots.isEmpty else { return nil }
    return Figure(
      name: "equal-\(variant)-\(combination.slug)",
      title: "All at the same cost: \(combination.title)",
      caption: """
        All schemes at the same cost, \(Name.variant(variant)): the most that every scheme's runs reach \
        (full circles), a half of it (open circles) and a quarter (triangles), in \(tables.seconds) and \
        in block gradients evaluated. Means with the \(tables.intervalText), cut at the axes; a mean beyond \
        an axis is left out.
        """, variants: [variant], plots: plots, columns: quantities.count)
  }
}
