import Console

/// The time to a target, with intervals, and how many runs got there.
struct TargetFigure {
  let tables: ResultTables
  let palette: SchemePalette

  func figure(_ combination: Combination) -> Figure? {
    let targets = tables.targets(in: combination)
    let variants = tables.variants(in: combination)
    let schemes = tables.schemes(in: combination)
    guard !targets.isEmpty, !schemes.isEmpty else { return nil }
    let summary = tables.rows("summary", in: combination).filter { $0["quantity"] == "time_to" }
    let anchors = Anchors(tables, combination)
    var shown: Set<Anchors.Kind> = []
    var dots = DotPlot(schemes, palette, series: variants.count)
    let plots = targets.enumerated().map { place, target in
      let rows = summary.filter { $0["target"] == target }
      let means = rows.compactMap { $0.number("mean") }.filter { $0 > 0 }
      let most = means.max() ?? 1
      let bound = max(rows.compactMap { $0.number("high") }.max() ?? most, most)
      var axis = PlotAxis.fromZero(min(bound, most * 1.35), tables.seconds, room: 1.05)
      if let least = means.min(), most / least > 12 {
        axis = PlotAxis(
          low: least / 1.6, high: min(bound, most * 1.6) * 1.1, isLogarithmic: true,
          label: tables.seconds)
      }
      var plot = Plot(
        name: "target-\(place + 1)", title: Name.target(target), x: axis, y: .rows(schemes),
        height: .rows(schemes.count, dots.rowHeight), hasRows: true)
      var found: [DotPlot.Dot] = []
      for (number, variant) in variants.enumerated() {
        for row in rows where row["variant"] == variant {
          guard let y = dots.y(row["scheme"], number) else { continue }
          let reached = "\(row["n"])/\(row["runs"])"
          guard let mean = row.number("mean"), mean.isFinite else {
            plot.labels.append(
              PlotLabel(text: "\(reached) got there", place: "graph 0.02, first \(y)"))
            continue
          }
          if row["n"] != row["runs"] {
            plot.labels.append(PlotLabel(text: reached, place: "graph 1.02, first \(y)"))
            plot.room = 3.4
          }
          found.append(
            DotPlot.Dot(
              scheme: row["scheme"], series: number, value: mean, low: row.number("low"),
              high: row.number("high"), mark: number == 0 ? 7 : 6))
        }
      }
      dots.add(found, to: &plot)
      for kind in Anchors.Kind.allCases {
        guard let seconds = anchors.seconds(kind, to: target), !axis.cuts(seconds) else { continue }
        shown.insert(kind)
        let block = "a\(place)_\(kind.column)"
        plot.script += Script.block(
          block,
          [plot.y.low, plot.y.high].map { [Script.number(seconds), Script.number($0)] }, width: 2)
        plot.series.append("$\(block) using 1:2 with lines \(kind.style) notitle")
      }
      return plot
    }
    let marks: HTML =
      variants.count > 1
      ? " Full circles: each scheme's own tuned step size; open circles: the common one." : ""
    let cut: HTML = dots.isCut ? " Intervals that are longer than the axis are cut at its end." : ""
    let lines: HTML =
      !shown.isEmpty
      ? " Gray lines are anchors (see Bounds): dashed ones are orders, whose constants are not known."
      : ""
    return Figure(
      name: "targets-\(combination.slug)", title: "Time to target: \(combination.title)",
      caption: """
        Time until the target is first reached (\(tables.seconds)): mean of the runs that reached it, \
        with the \(tables.intervalText). Where not all of the \(tables.seedCount) seeds reached it, their \
        number stands at the right; a mean of few says little.\(marks)\(cut)\(lines)
        """, variants: variants,
      legend: Anchors.Kind.allCases.filter(shown.contains).map(\.entry), plots: plots)
  }
}
