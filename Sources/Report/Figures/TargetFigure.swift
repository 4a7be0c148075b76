import Console

/// Bars of the time to a target, with intervals, and how many runs got there.
struct TargetFigure {
  let tables: ResultTables
  let palette: SchemePalette

  func figure(_ combination: Combination) -> Figure? {
    let targets = tables.targets(in: combination)
    let variants = tables.variants(in: combination)
    var schemes: [String] = []
    for line in tables.lines(in: combination) where !schemes.contains(line.scheme) {
      schemes.append(line.scheme)
    }
    guard !targets.isEmpty, !schemes.isEmpty else { return nil }
    let summary = tables.rows("summary", in: combination).filter { $0["quantity"] == "time_to" }

    let bar = variants.count > 1 ? 17 : 24
    let height = schemes.count * (bar * variants.count + 12)
    let size = (width: 1100, height: 92 + height)
    let width = 950 / targets.count
    var script = Script.style + "set multiplot\nunset grid\nset grid x\n"
    var isCut = false
    for (column, target) in targets.enumerated() {
      let left = 120 + column * width
      script += Panel(left: left, right: left + width - 60, top: 30, bottom: 30 + height)
        .margins(in: size)
      let rows = summary.filter { $0["target"] == target }
      let most = rows.compactMap { $0.number("mean") }.max() ?? 1
      let bound = rows.compactMap { $0.number("high") }.max() ?? most
      let end = most > 0 ? min(max(bound, most), most * 1.35) : 1
      isCut = isCut || bound > end * 1.001
      script += "set xrange [0:\(end * 1.16)]\nset yrange [\(schemes.count - 1).5:-0.5]\n"
      script += "set title \(Script.text(Name.target(target))) offset 0,-0.5\n"
      script += Script.xlabel(tables.seconds) + "unset label\n"
      script +=
        column == 0
        ? Script.names(schemes, axis: "y") : "unset ytics\n"
      var plots: [String] = []
      for (place, scheme) in schemes.enumerated() {
        for (number, variant) in variants.enumerated() {
          guard let row = rows.first(where: { $0["scheme"] == scheme && $0["variant"] == variant })
          else { continue }
          let share = 0.8 / Double(variants.count)
          let y = Double(place) - 0.4 + share * (Double(number) + 0.5)
          let color = palette[scheme].color
          let reached = "\(row["n"])/\(row["runs"])"
          guard let mean = row.number("mean") else {
            script += Script.label("\(reached) got there", at: "\(end * 0.01),\(y)", size: 11)
            continue
          }
          let low = max(0, row.number("low") ?? mean)
          let high = row.number("high") ?? mean
          script += Script.label(reached, at: "graph 1,first \(y)", "right", size: 11)
          let block = "t\(column)_\(place)_\(number)"
          script += Script.block(block, [[mean, low, min(high, end)].map { "\($0)" }], width: 3)
          let fill = number == 0 ? "solid 1" : "transparent solid 0.25"
          plots.append(
            "$\(block) using 1:(\(y)):(0):1:(\(y - share * 0.44)):(\(y + share * 0.44)) "
              + "with boxxyerror \(Script.box(color, fill)) lw 1")
          if low < high {
            plots.append(
              "$\(block) using 1:(\(y)):2:3 with xerrorbars pt -1 lc rgb '#222222' lw 1.2")
          }
        }
      }
      script += plots.isEmpty ? "plot NaN\n" : "plot " + plots.joined(separator: ", \\\n  ") + "\n"
    }
    script += "unset multiplot"
    let shades: HTML =
      variants.count > 1
      ? " Full bars: each scheme's own tuned step size; pale bars: the common step size." : ""
    let cut: HTML = isCut ? " Intervals that are longer than the axis are cut at its end." : ""
    return Figure(
      name: "targets-\(combination.slug)", title: "Time to target: \(combination.title)",
      size: size,
      caption: """
        Time until the target is first reached (\(tables.seconds)): mean of the runs that reached it, \
        with the \(tables.intervalText). At the right, how many of the \(tables.seedCount) seeds \
        reached it; a mean of few says little.\(shades)\(cut)
        """, variants: variants, script: script)
  }
}
