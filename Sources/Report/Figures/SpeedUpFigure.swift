import Console

/// Speed-ups over the reference, paired by seed, with intervals.
struct SpeedUpFigure {
  let tables: ResultTables
  let palette: SchemePalette

  func figure(_ combination: Combination) -> Figure? {
    let rows = tables.rows("speedups", in: combination).filter {
      $0["axis"] == "time" && ($0.number("geometric_mean") ?? 0) > 0
    }
    let targets = tables.targets(in: combination).filter { target in
      rows.contains { $0["target"] == target }
    }
    let variants = tables.variants(in: combination)
    let schemes = tables.schemes(in: combination).filter { scheme in
      rows.contains { $0["scheme"] == scheme }
    }
    guard let reference = rows.first?["reference"], !targets.isEmpty else { return nil }
    let values = rows.compactMap { $0.number("geometric_mean") }
    let axis = PlotAxis(
      low: min(0.8, (values.min() ?? 1) / 1.5), high: max(1.25, (values.max() ?? 1) * 1.5),
      isLogarithmic: true, label: "times as fast as \(reference)")
    var dots = DotPlot(schemes, palette, series: variants.count)
    let plots = targets.enumerated().map { place, target in
      var plot = Plot(
        name: "target-\(place + 1)", title: Name.target(target), x: axis, y: .rows(schemes),
        height: .rows(schemes.count, dots.rowHeight), hasRows: true,
        script:
          "set arrow from first 1, graph 0 to first 1, graph 1 nohead lc rgb '#222222' lw 1.2 dt 1\n"
      )
      dots.add(
        rows.filter { $0["target"] == target }.compactMap { row in
          guard let value = row.number("geometric_mean"),
            let series = variants.firstIndex(of: row["variant"])
          else { return nil }
          return DotPlot.Dot(
            scheme: row["scheme"], series: series, value: value, low: row.number("low"),
            high: row.number("high"), mark: series == 0 ? 7 : 6)
        }, to: &plot)
      return plot
    }
    let marks: HTML =
      variants.count > 1 ? " Full circles: tuned step sizes; open circles: the common one." : ""
    let cut: HTML = dots.isCut ? " Intervals that are longer than the axis are cut at its end." : ""
    return Figure(
      name: "speed-ups-\(combination.slug)",
      title: "Speed-up over \(reference): \(combination.title)",
      caption: """
        How many times sooner than \(reference) a scheme reaches the target: geometric mean of the \
        ratios of pairs of runs on the same seed, with the \(tables.intervalText) on logarithms. Only \
        pairs of which both got there have a ratio; the table counts the others.\(marks)\(cut)
        """, variants: variants, plots: plots)
  }
}
