/// Names with their looks, in rows above a figure: a plot of nothing over the whole width, because
/// gnuplot makes a legend no wider than its plot.
struct Legend {
  private let columns: Int
  private let rows: Int
  private let entries: [LegendEntry]
  private let sheet: Sheet

  /// Width of the drawn part, in characters.
  private var sample: Double { entries.contains { $0.look != nil } ? 3.5 : 2 }

  init(_ entries: [LegendEntry], on sheet: Sheet) {
    let widest = entries.map { PlotAxis.width($0.title) }.max() ?? 1
    // Behind the sample and the name there is a gap.
    columns = max(1, min(entries.count, Int((sheet.width / sheet.size - 2) / (widest + 5))))
    rows = (entries.count + columns - 1) / columns
    self.entries = entries
    self.sheet = sheet
  }

  /// In points.
  var height: Double { (Double(rows) * 1.5 + 0.9) * sheet.size }

  /// The plot; axes are off afterward, and whoever comes next puts on its own.
  func script(height whole: Double) -> String {
    let plots = entries.map { "NaN \($0.style) title \(Script.text($0.title))" }
    return """
      set lmargin at screen 0
      set rmargin at screen 1
      set tmargin at screen 1
      set bmargin at screen \(1 - height / whole)
      unset border
      unset tics
      unset xlabel
      unset ylabel
      unset title
      unset logscale
      set xrange [0:1]
      set yrange [0:1]
      set key at screen 0.5, screen \(1 - 0.35 * sheet.size / whole) center top horizontal Left reverse \
      maxcols \(columns) maxrows \(rows) samplen \(sample) spacing 1.15 width 2 font ',\(sheet.size)'
      plot \(plots.joined(separator: ", \\\n  "))
      unset key
      \(Script.axes)
      """
  }
}
