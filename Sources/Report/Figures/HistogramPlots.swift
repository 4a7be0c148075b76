import Console

/// How much of the gradient steps recover, and how old its oldest part is.
struct HistogramPlots {
  let tables: ResultTables
  let palette: SchemePalette

  /// Of a row, how much the highest bar takes.
  private static let share = 0.84

  /// The plots with what they mean; nil where there is none.
  func part(_ combination: Combination, variant: String) -> (plots: [Plot], caption: HTML)? {
    let lines = tables.lines(in: combination).filter {
      $0.variant == variant && !tables.rows("recovery", in: combination, $0).isEmpty
    }
    guard !lines.isEmpty else { return nil }
    let ages = lines.map { self.ages(combination, $0) }
    let oldest = ages.flatMap { $0.keys }.max() ?? 0
    // Ages in groups where there are too many for a bar each.
    let group = oldest / 30 + 1
    func plot(_ name: String, _ x: PlotAxis) -> Plot {
      Plot(
        name: name, title: name, x: x, y: .rows(lines.map(\.scheme)),
        height: .rows(lines.count, 2.6), hasRows: true)
    }
    var recovery = plot(
      "recovery", PlotAxis(low: 0, high: 1.05, label: "share of the samples in the estimate"))
    var staleness = plot(
      "staleness", PlotAxis(low: 0, high: Double(max(oldest, 4)) + 1, label: "age in steps"))
    // Bars stand above their numbers.
    let marks = Ticks.linear(0, Double(max(oldest, 4))).filter { $0 == $0.rounded() }
    staleness.x.names = marks.map { ($0 + 0.5, Ticks.label($0)) }
    for (row, line) in lines.enumerated() {
      let color = palette[line.scheme].color
      func add(_ bars: [(from: Double, to: Double, share: Double)], to plot: inout Plot) {
        let foot = Double(row) + 0.46
        let block = "\(plot.name)\(row)"
        plot.script += Script.block(
          block,
          bars.map { bar in
            ["\(bar.from)", "\(bar.to)", "\(foot)", "\(foot - Self.share * bar.share)"]
          }, width: 4)
        plot.series.append(
          "$\(block) using 1:3:1:2:3:4 with boxxyerror \(Script.box(color, "solid 0.85")) lw 0.6 notitle"
        )
      }
      add(
        tables.rows("recovery", in: combination, line).map { bin in
          let from = bin.number("from") ?? 0
          return (from, bin.number("below") ?? from + 0.05, bin.number("share") ?? 0)
        }, to: &recovery)
      var bins: [Int: Double] = [:]
      for (age, share) in ages[row] { bins[age / group, default: 0] += share }
      add(
        bins.sorted { $0.key < $1.key }.map { bin, share in
          (Double(bin * group) + 0.1, Double((bin + 1) * group) - 0.1, share)
        }, to: &staleness)
    }
    let grouped: HTML = group > 1 ? " A bar stands for \(group) ages." : ""
    return (
      [recovery, staleness],
      """
      Recovery: how often which share of the samples was in the estimate, in bins of 5 %; the bar beyond 1 \
      is exactly all. Staleness: how often the oldest gradient in it was how many steps old; heights are \
      shares of all steps.\(grouped)
      """
    )
  }

  private func ages(_ combination: Combination, _ line: LineKey) -> [Int: Double] {
    var ages: [Int: Double] = [:]
    for row in tables.rows("staleness", in: combination, line) {
      ages[Int(row["staleness_max"]) ?? 0, default: 0] += row.number("share") ?? 0
    }
    return ages
  }
}
