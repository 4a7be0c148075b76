/// A row for each scheme, a dot with its interval for each of its values.
struct DotPlot {
  /// A value with its interval.
  struct Dot {
    var scheme: String
    /// Which of the values that stand beside each other in a row, from 0.
    var series: Int
    var value: Double
    var low: Double?
    var high: Double?
    /// gnuplot's number of the mark; a filled and an open circle are 7 and 6.
    var mark = 7
  }

  let schemes: [String]
  let palette: SchemePalette
  /// How many values stand beside each other in a row.
  let series: Int
  private(set) var isCut = false

  init(_ schemes: [String], _ palette: SchemePalette, series: Int) {
    self.schemes = schemes
    self.palette = palette
    self.series = series
  }

  /// How high a row is, in sizes of the font.
  var rowHeight: Double { series > 2 ? 2.3 : series > 1 ? 1.9 : 1.6 }

  /// Where a value stands on the axis of rows.
  func y(_ scheme: String, _ number: Int) -> Double? {
    schemes.firstIndex(of: scheme).map {
      Double($0) + (Double(number) - Double(series - 1) / 2) * 0.7 / Double(series)
    }
  }

  /// The dots in a plot; intervals end at its axes.
  mutating func add(_ dots: [Dot], to plot: inout Plot) {
    let name = "d" + plot.name.filter { $0.isLetter || $0.isNumber }
    for (number, dot) in dots.enumerated() {
      guard let y = y(dot.scheme, dot.series) else { continue }
      let (low, high) = (dot.low ?? dot.value, dot.high ?? dot.value)
      isCut = isCut || plot.x.cuts(low) || plot.x.cuts(high)
      plot.script += Script.block(
        "\(name)_\(number)",
        [[dot.value, plot.x.clipped(low), plot.x.clipped(high)].map { "\($0)" }], width: 3)
      plot.series.append(
        "$\(name)_\(number) using 1:(\(y)):2:3 "
          + "with xerrorbars pt \(dot.mark) ps 0.9 lw 1.6 lc rgb '\(palette[dot.scheme].color)' notitle"
      )
    }
  }
}
