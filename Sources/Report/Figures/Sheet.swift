/// What a figure is drawn on: how wide it is, and how its words look.
struct Sheet: Equatable, Sendable {
  /// Points, which are pixels on a screen.
  var width: Double
  /// The family's name.
  var font = "sans"
  /// Points.
  var size = 13.0
  /// Whether names of looks stand above; a page has them beside its drawings.
  var hasLegend = true
  /// Where it is to be a length on paper: millimeters of its width, which an SVG says of itself.
  var millimeters: Double?

  /// A figure as a file beside a page.
  static let screen = Sheet(width: 1100)
  /// A plot in a page: one of three in a row, or alone on a phone.
  static let page = Sheet(width: 364, hasLegend: false)

  /// How much thinner lines and smaller marks are than at the size of a screen.
  var scale: Double { size / 13 }
}

/// Where the plots of a figure stand on a sheet.
struct Layout {
  /// Points from the top left.
  struct Frame {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
  }

  let figure: Figure
  let sheet: Sheet
  private(set) var frames: [Frame] = []
  private(set) var height = 0.0
  private let legend: Legend?

  /// The narrowest plot that can be read, in sizes of the font.
  private static let narrowest = 25.0

  init(_ figure: Figure, on sheet: Sheet) {
    self.figure = figure
    self.sheet = sheet
    let s = sheet.size
    legend =
      sheet.hasLegend && !figure.legend.isEmpty ? Legend(figure.legend, on: sheet) : nil
    let columns = max(
      1, min(figure.columns, figure.plots.count, Int(sheet.width / (Self.narrowest * s))))
    let cell = sheet.width / Double(columns)
    var top = (legend?.height ?? 0)
    for start in stride(from: 0, to: figure.plots.count, by: columns) {
      let row = Array(figure.plots[start..<min(start + columns, figure.plots.count)])
      // Plots of a row begin and end at the same height.
      let above = row.map { $0.title.isEmpty ? 0.8 : 2.1 }.max() ?? 0
      let below = row.map { $0.x.label.isEmpty ? 1.9 : 3.9 }.max() ?? 0
      var deepest = 0.0
      var frames: [Frame] = []
      for (column, plot) in row.enumerated() {
        let left = Double(column) * cell + Self.leftMargin(plot) * s
        let right = Double(column + 1) * cell - Self.rightMargin(plot) * s
        let inner = max(right - left, 4 * s)
        let height =
          switch plot.height {
          case .share(let share): cell * share
          case .rows(let count, let each): Double(count) * each * s
          }
        frames.append(
          Frame(
            left: left, right: left + inner, top: top + above * s, bottom: top + above * s + height)
        )
        deepest = max(deepest, height)
      }
      self.frames += frames
      top += (above + below) * s + deepest
    }
    height = (top + 0.2 * s).rounded(.up)
  }

  /// In sizes of the font: words at the axis and its name.
  private static func leftMargin(_ plot: Plot) -> Double {
    let ticks = plot.y.ticks(length: 16, isUpright: true)
    let widest = ticks.map { PlotAxis.width($0.text) }.max() ?? 0
    return widest + 1.1 + (plot.y.label.isEmpty ? 0 : 1.7)
  }

  /// Half of the last number stands beyond the axis.
  private static func rightMargin(_ plot: Plot) -> Double {
    let last = plot.x.lastWidth
    return max(0.9, last / 2 + 0.3, plot.room + 0.4)
  }

  /// All of it, without terminal and output.
  var script: String {
    var script = Script.style + "set multiplot\n" + (legend?.script(height: height) ?? "")
    for (number, (plot, frame)) in zip(figure.plots, frames).enumerated() {
      script += axes(plot, frame) + draw(plot, number)
    }
    return script + "unset multiplot"
  }

  private func axes(_ plot: Plot, _ frame: Frame) -> String {
    let (w, h, s) = (sheet.width, height, sheet.size)
    func set(_ axis: PlotAxis, _ name: String, _ length: Double) -> String {
      let ticks = axis.ticks(length: length / s, isUpright: name == "y")
      return (axis.isLogarithmic ? "set logscale \(name)\n" : "unset logscale \(name)\n")
        + "set \(name)range [\(axis.low):\(axis.high)]\n"
        + "set \(name)tics ("
        + ticks.map { "\(Script.text($0.text)) \(Script.number($0.place))" }.joined(separator: ", ")
        + ") font ',\(s)'\n"
        + (axis.label.isEmpty
          ? "unset \(name)label\n"
          : "set \(name)label \(Script.text(axis.label)) \(name == "x" ? "offset 0,0.4" : "offset 0.2,0") font ',\(s)'\n")
    }
    return """
      set lmargin at screen \(frame.left / w)
      set rmargin at screen \(frame.right / w)
      set tmargin at screen \(1 - frame.top / h)
      set bmargin at screen \(1 - frame.bottom / h)
      \(set(plot.x, "x", frame.right - frame.left))\(set(plot.y, "y", frame.bottom - frame.top))\
      unset grid
      set grid \(plot.hasRows ? "x" : "x y") back lc rgb '#dddddd' lw 0.6 dt 1
      unset label
      unset arrow
      \(plot.title.isEmpty ? "unset title" : "set title \(Script.text(plot.title)) offset 0,-0.5 font ',\(s)'")

      """
  }

  private func draw(_ plot: Plot, _ number: Int) -> String {
    let labels = plot.labels.map { label in
      "set label \(Script.text(label.text)) at \(label.place) \(label.alignment) "
        + "font ',\(String(rounded: label.scale * sheet.size))' tc rgb '\(label.color)' front\n"
    }.joined()
    let series = plot.series.isEmpty ? "NaN notitle" : plot.series.joined(separator: ", \\\n  ")
    return "\(plot.script)\(labels)plot \(series)\n"
  }
}

extension String {
  /// With two digits behind the point.
  fileprivate init(rounded value: Double) { self = "\((value * 100).rounded() / 100)" }
}
