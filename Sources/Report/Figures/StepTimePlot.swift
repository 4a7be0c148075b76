import Console

/// How long steps take: quantiles of the seconds that the parameter server waits.
struct StepTimePlot {
  let tables: ResultTables
  let palette: SchemePalette

  /// The plot with what it means; nil where there is none.
  func part(_ combination: Combination, variant: String) -> (plots: [Plot], caption: HTML)? {
    let rows = tables.lines(in: combination).filter { $0.variant == variant }.compactMap {
      tables.rows("step_times", in: combination, $0).first
    }
    guard !rows.isEmpty else { return nil }
    let longest = rows.compactMap { $0.number("p99") }.max() ?? 1
    var plot = Plot(
      name: "seconds", title: "seconds",
      x: .fromZero(longest, "\(tables.seconds) a step", room: 1.04),
      y: .rows(rows.map { $0["scheme"] }), height: .rows(rows.count, 2), hasRows: true)
    for (place, row) in rows.enumerated() {
      let color = palette[row["scheme"]].color
      let block = "s\(place)"
      plot.script += Script.block(
        block,
        [
          ["p05", "p25", "p50", "p75", "p95", "p99", "mean"].map {
            Script.number(row.number($0))
          }
        ], width: 7)
      plot.series += [
        "$\(block) using 1:(\(place)):($5-$1):(0) with vectors nohead lc rgb '\(color)' lw 1.5",
        "$\(block) using 3:(\(place)):2:4:(\(place)-0.27):(\(place)+0.27) with boxxyerror "
          + "\(Script.box(color, "transparent solid 0.3")) lw 1.2",
        "$\(block) using 3:(\(place)-0.27):(0):(0.54) with vectors nohead lc rgb '\(color)' lw 3",
        "$\(block) using 6:(\(place)) with points pt 2 ps 0.7 lc rgb '\(color)' lw 1.5",
        "$\(block) using 7:(\(place)) with points pt 13 ps 0.9 lc rgb '#222222'",
      ]
    }
    return (
      [plot],
      """
      Seconds: how long the parameter server waits in a step. Box: the middle half, with the median; \
      line: 5 % to 95 %; cross: 99 %; diamond: mean.
      """
    )
  }
}
