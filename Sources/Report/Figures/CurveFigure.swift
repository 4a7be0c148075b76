import Console
import Runs

/// Losses and metrics against time, block gradients and steps, with bands.
struct CurveFigure {
  let tables: ResultTables
  let palette: SchemePalette

  private static let axes = ["time", "evaluations", "steps"]

  /// The figure of a combination; nil where there is no curve.
  func figure(_ combination: Combination, variant: String) -> Figure? {
    let rows = tables.rows("curves", in: combination).filter { $0["variant"] == variant }
    let schemes = tables.lines(in: combination).filter { $0.variant == variant }.map(\.scheme)
      .filter { scheme in rows.contains { $0["scheme"] == scheme } }
    let metrics = Self.shown(tables.metrics(in: combination))
    guard !schemes.isEmpty, !metrics.isEmpty else { return nil }

    let legend = Legend(schemes, palette, width: 1100)
    let top = legend.height + 14
    let size = (width: 1100, height: top + metrics.count * 250 + 22)
    var script = Script.style + "set multiplot\n" + legend.script(in: size)
    for (row, metric) in metrics.enumerated() {
      var group: [String: [CSVTable.Row]] = [:]
      for line in rows where line["metric"] == metric {
        group[line["axis"] + " " + line["scheme"], default: []].append(line)
      }
      let scale = ValueScale(group.values.flatMap { $0 }, falls: Target.falls(metric))
      for (column, axis) in Self.axes.enumerated() {
        let panel = Panel(
          left: 88 + column * 346, right: 88 + column * 346 + 312, top: top + row * 250 + 6,
          bottom: top + row * 250 + 212)
        let end =
          group.filter { $0.key.hasPrefix(axis + " ") }.values.joined()
          .compactMap { $0.number("x") }.max() ?? 1
        script += panel.margins(in: size)
        script += scale.script
        script +=
          column == 0 ? "set ylabel \(Script.text(Name.of(metric))) offset 0.5\n" : "unset ylabel\n"
        script +=
          "set format y \(column == 0 ? "'%g'" : "''")\nset xrange [0:\(end > 0 ? end : 1)]\n"
        script += Ticks.script(Ticks.linear(0, end > 0 ? end : 1), axis: "x")
        script +=
          row == metrics.count - 1
          ? Script.xlabel(axisName(axis)) : "unset xlabel\n"
        var bands: [String] = []
        var lines: [String] = []
        for (number, scheme) in schemes.enumerated() {
          let points = group[axis + " " + scheme] ?? []
          let block = "c\(row)_\(column)_\(number)"
          script += Script.block(
            block,
            points.map { point in
              ["x", "mean", "low", "high"].map { Script.number(point.number($0)) }
            }, width: 4)
          let look = palette[scheme]
          bands.append(
            "$\(block) every 2 using 1:3:4 with filledcurves lc rgb '\(look.color)' "
              + "fs transparent solid 0.13 noborder notitle")
          let every = max(1, points.count / 5)
          lines.append(
            "$\(block) using 1:2 with linespoints \(look.line) lw 1.8 pt \(look.marker) ps 0.6 "
              + "pi \(every) notitle")
        }
        script += "plot " + (bands + lines).joined(separator: ", \\\n  ") + "\n"
      }
    }
    script += "unset multiplot"
    let names = metrics.map(Name.of).joined(separator: " and ")
    let title = "\(names) against time, block gradients and steps: \(combination.title)"
    return Figure(
      name: "curves-\(variant)-\(combination.slug)", title: title, size: size,
      caption: """
        \(names.prefix(1).uppercased() + names.dropFirst()), \(Name.variant(variant)), against \
        \(tables.seconds), against block gradients evaluated by workers and against steps. Lines are \
        means over \(tables.seedCount) seeds, bands the \(tables.intervalText) at each place, cut at \
        the axes. A line ends where the first of its runs ends.
        """, variants: [variant], script: script)
  }

  private func axisName(_ axis: String) -> String {
    switch axis {
    case "time": tables.seconds
    case "evaluations": "block gradients evaluated"
    default: "steps"
    }
  }

  /// The training loss, or the first that falls, and the first score; an error where no score is.
  static func shown(_ metrics: [String]) -> [String] {
    let loss = metrics.first { $0 == "train_loss" } ?? metrics.first(where: Target.falls)
    let score =
      metrics.first { $0.hasPrefix("test_") && !Target.falls($0) }
      ?? metrics.first { !Target.falls($0) }
      ?? metrics.first { $0 != loss && !$0.hasSuffix("loss") }
    let found = [loss, score].compactMap { $0 }
    return found.isEmpty ? Array(metrics.prefix(1)) : found
  }
}

/// The axis of values that all panels of a row share.
private struct ValueScale {
  let script: String

  init(_ rows: [CSVTable.Row], falls: Bool) {
    // A score before the first step tells nothing, and would take most of the axis.
    let means = rows.filter { falls || $0.number("x") ?? 0 > 0 }.compactMap { $0.number("mean") }
    guard let least = means.min(), let most = means.max() else {
      script = "unset logscale y\nset yrange [*:*]\nset ytics autofreq\n"
      return
    }
    if falls, least > 0, most / least > 3 {
      script =
        "set logscale y\nset yrange [\(least / 1.2):\(most * 1.2)]\n"
        + Ticks.script(Ticks.logarithmic(least / 1.2, most * 1.2))
    } else {
      let margin = max((most - least) * 0.07, abs(most) * 1e-6 + 1e-12)
      script =
        "unset logscale y\nset yrange [\(least - margin):\(most + margin)]\n"
        + Ticks.script(Ticks.linear(least - margin, most + margin))
    }
  }
}
