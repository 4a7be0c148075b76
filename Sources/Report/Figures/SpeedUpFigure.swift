import Console

/// Speed-ups over the reference, paired by seed, with intervals.
struct SpeedUpFigure {
  let tables: ResultTables
  let palette: SchemePalette

  func figure(_ combination: Combination) -> Figure? {
    let rows = tables.rows("speedups", in: combination).filter {
      $0["axis"] == "time" && $0.number("geometric_mean") != nil
    }
    let targets = tables.targets(in: combination).filter { target in
      rows.contains { $0["target"] == target }
    }
    let variants = tables.variants(in: combination)
    var schemes: [String] = []
    for line in tables.lines(in: combination) where !schemes.contains(line.scheme) {
      if rows.contains(where: { $0["scheme"] == line.scheme }) { schemes.append(line.scheme) }
    }
    guard let reference = rows.first?["reference"], !targets.isEmpty else { return nil }
    let height = schemes.count * 34
    let size = (width: 1100, height: 92 + height)
    let width = 950 / targets.count
    let values = rows.compactMap { $0.number("geometric_mean") }
    let least = min(0.8, (values.min() ?? 1) / 1.5)
    let most = max(1.25, (values.max() ?? 1) * 1.5)
    var isCut = false
    var script = Script.style + "set multiplot\nunset grid\nset grid x\nset logscale x\n"
    script += "set xrange [\(least):\(most)]\nset yrange [\(schemes.count - 1).6:-0.6]\n"
    script += "set xtics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20, 50, 100, 1000)\n"
    script +=
      "set arrow from first 1, graph 0 to first 1, graph 1 nohead lc rgb '#222222' lw 1.2 dt 1\n"
    for (column, target) in targets.enumerated() {
      let left = 120 + column * width
      script += Panel(left: left, right: left + width - 60, top: 30, bottom: 30 + height)
        .margins(in: size)
      script += "set title \(Script.text(Name.target(target))) offset 0,-0.5\n"
      script += Script.xlabel("times as fast as \(reference)")
      script += column == 0 ? Script.names(schemes, axis: "y") : "unset ytics\n"
      var plots: [String] = []
      for (place, scheme) in schemes.enumerated() {
        for (number, variant) in variants.enumerated() {
          guard
            let row = rows.first(where: {
              $0["scheme"] == scheme && $0["variant"] == variant && $0["target"] == target
            }), let mean = row.number("geometric_mean")
          else { continue }
          let y = Double(place) + (variants.count > 1 ? (number == 0 ? -0.15 : 0.15) : 0)
          let low = row.number("low") ?? mean
          let high = row.number("high") ?? mean
          isCut = isCut || low < least || high > most
          let block = "u\(column)_\(place)_\(number)"
          script += Script.block(
            block, [["\(mean)", "\(max(low, least))", "\(min(high, most))"]], width: 3)
          plots.append(
            "$\(block) using 1:(\(y)):2:3 with xerrorbars pt \(number == 0 ? 7 : 6) ps 0.9 lw 1.8 "
              + "lc rgb '\(palette[scheme].color)'")
        }
      }
      script += plots.isEmpty ? "plot NaN\n" : "plot " + plots.joined(separator: ", \\\n  ") + "\n"
    }
    script += "unset multiplot"
    let marks: HTML =
      variants.count > 1 ? " Full circles: tuned step sizes; open circles: the common one." : ""
    let cut: HTML = isCut ? " Intervals that are longer than the axis are cut at its end." : ""
    return Figure(
      name: "speed-ups-\(combination.slug)",
      title: "Speed-up over \(reference): \(combination.title)",
      size: size,
      caption: """
        How many times sooner than \(reference) a scheme reaches the target: geometric mean of the \
        ratios of pairs of runs on the same seed, with the \(tables.intervalText) on logarithms. Only \
        pairs of which both got there have a ratio; the table counts the others.\(marks)\(cut)
        """, variants: variants, script: script)
  }
}
