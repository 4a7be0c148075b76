import Console

/// How much of the gradient steps recover, and how old its oldest part is.
struct HistogramFigure {
  let tables: ResultTables
  let palette: SchemePalette

  func figure(_ combination: Combination, variant: String) -> Figure? {
    let lines = tables.lines(in: combination).filter {
      $0.variant == variant && !tables.rows("recovery", in: combination, $0).isEmpty
    }
    guard !lines.isEmpty else { return nil }
    let rowHeight = 58
    let size = (width: 1100, height: 84 + lines.count * rowHeight)
    let ages = lines.map { self.ages(combination, $0) }
    let oldest = ages.flatMap { $0.keys }.max() ?? 0
    // Ages in groups where there are too many for a bar each.
    let group = oldest / 30 + 1
    var script =
      Script.style + "set multiplot\nunset grid\nset yrange [0:1.08]\nset ytics ('0' 0, '1' 1)\n"
    for (row, line) in lines.enumerated() {
      let top = 34 + row * rowHeight
      let look = palette[line.scheme]
      let isLast = row == lines.count - 1
      let isFirst = row == 0
      script += isLast ? Script.xlabel("share of the samples in the estimate") : "unset xlabel\n"
      script += isFirst ? "set title 'recovery' offset 0,-0.6\n" : "unset title\n"
      script += Panel(left: 150, right: 570, top: top, bottom: top + rowHeight - 16).margins(
        in: size)
      script +=
        "set xrange [-0.03:1.07]\nset xtics 0,0.2,1\nset format x \(isLast ? "'%g'" : "''")\nunset label\n"
      script += Script.label(line.scheme, at: "graph -0.1, graph 0.45", "right", size: 13)
      script += Script.block(
        "r\(row)",
        tables.rows("recovery", in: combination, line).map { bin in
          let from = bin.number("from") ?? 0
          let to = bin.number("below") ?? from + 0.05
          return ["\(from)", "\(to)", Script.number(bin.number("share"))]
        }, width: 3)
      script +=
        "plot $r\(row) using 1:(0):1:2:(0):3 with boxxyerror \(Script.box(look.color, "solid 0.85")) lw 1\n"

      script +=
        isLast
        ? Script.xlabel("steps that the oldest gradient in the estimate is old") : "unset xlabel\n"
      script += isFirst ? "set title 'staleness' offset 0,-0.6\n" : "unset title\n"
      script += Panel(left: 640, right: 1070, top: top, bottom: top + rowHeight - 16).margins(
        in: size)
      script += "unset label\nset xrange [-0.6:\(Double(max(oldest, 4)) + 0.6)]\n"
      script += "set xtics 0,\(max(1, (oldest + 9) / 10))\nset format x \(isLast ? "'%g'" : "''")\n"
      var bins: [Int: Double] = [:]
      for (age, share) in ages[row] { bins[age / group, default: 0] += share }
      script += Script.block(
        "a\(row)",
        bins.sorted { $0.key < $1.key }.map { bin, share in
          let from = Double(bin * group) - 0.4
          return ["\(from)", "\(from + Double(group) - 0.2)", "\(share)"]
        }, width: 3)
      script +=
        "plot $a\(row) using 1:(0):1:2:(0):3 with boxxyerror \(Script.box(look.color, "solid 0.85")) lw 1\n"
    }
    script += "unset multiplot"
    let grouped: HTML = group > 1 ? " A bar stands for \(group) ages." : ""
    return Figure(
      name: "recovery-staleness-\(combination.slug)",
      title: "Recovery and staleness: \(combination.title)", size: size,
      caption: """
        Left: how often which share of the samples was in the estimate of a step, in bins of 5 %; the \
        bar beyond 1 is exactly all. Right: how often the oldest gradient in it was how many steps old. \
        Heights are shares of all steps of \(tables.seedCount) seeds, \(Name.variant(variant)).\(grouped)
        """, variants: [variant], script: script)
  }

  private func ages(_ combination: Combination, _ line: LineKey) -> [Int: Double] {
    var ages: [Int: Double] = [:]
    for row in tables.rows("staleness", in: combination, line) {
      ages[Int(row["staleness_max"]) ?? 0, default: 0] += row.number("share") ?? 0
    }
    return ages
  }
}
