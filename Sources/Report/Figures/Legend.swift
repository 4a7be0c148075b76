/// Names with their looks, in rows above a figure: a plot of nothing over the whole width, because
/// gnuplot makes a legend no wider than its plot.
struct Legend {
  private let columns: Int
  private let rows: Int
  private let entries: [(title: String, style: String)]
  private let sample: Double

  /// - Parameters:
  ///   - entries: Titles, and what `plot` is told of their lines or boxes.
  ///   - sample: Width of the drawn part, in characters.
  init(_ entries: [(title: String, style: String)], width: Int, sample: Double = 3.5) {
    let widest = entries.map(\.title.count).max() ?? 1
    columns = max(1, min(entries.count, (width - 40) / (widest * 8 + 30 + Int(sample * 9))))
    rows = (entries.count + columns - 1) / columns
    self.entries = entries
    self.sample = sample
  }

  /// Of schemes' lines.
  init(_ schemes: [String], _ palette: SchemePalette, width: Int) {
    self.init(
      schemes.map { scheme in
        let look = palette[scheme]
        return (scheme, "with linespoints \(look.line) lw 1.8 pt \(look.marker) ps 0.7")
      }, width: width)
  }

  /// In points.
  var height: Int { rows * 20 + 14 }

  /// The plot; axes are off afterward, and whoever comes next puts on its own.
  func script(in size: (width: Int, height: Int)) -> String {
    let plots = entries.map { "NaN \($0.style) title \(Script.text($0.title))" }
    return Panel(left: 0, right: size.width, top: 0, bottom: height).margins(in: size) + """
      unset border
      unset tics
      unset xlabel
      unset ylabel
      set xrange [0:1]
      set yrange [0:1]
      set key at screen 0.5, screen \(1 - 5 / Double(size.height)) center top horizontal Left reverse maxcols \(columns) \
      maxrows \(rows) samplen \(sample) spacing 1.15 width 2 font ',13'
      plot \(plots.joined(separator: ", \\\n  "))
      unset key
      \(Script.axes)
      """
  }
}
