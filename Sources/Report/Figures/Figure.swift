/// A drawing: what gnuplot is told, and what a reader is.
struct Figure: Sendable {
  /// Of its files, without `.svg`; unique in a report.
  let name: String
  /// For who cannot see it, and for the browser's hint.
  let title: String
  /// Points, of width and height.
  let size: (width: Int, height: Int)
  /// What it shows and how it is read.
  let caption: HTML
  /// The variants of lines that it shows; those of its runs' commands.
  var variants: [String] = []
  /// Commands of gnuplot, without terminal and output.
  let script: String
}

/// A panel's place in a figure, in points from the top left.
struct Panel {
  var left: Int
  var right: Int
  var top: Int
  var bottom: Int

  /// What makes gnuplot draw axes exactly there.
  func margins(in size: (width: Int, height: Int)) -> String {
    let w = Double(size.width)
    let h = Double(size.height)
    return """
      set lmargin at screen \(Double(left) / w)
      set rmargin at screen \(Double(right) / w)
      set tmargin at screen \(1 - Double(top) / h)
      set bmargin at screen \(1 - Double(bottom) / h)

      """
  }
}

/// Words of gnuplot's language.
enum Script {
  /// The beginning of every figure: quiet axes, a light grid.
  static let style = """
    set encoding utf8
    set style fill solid 1 noborder
    unset key
    \(axes)
    """

  /// Quiet axes and a light grid.
  static let axes = """
    set border 3 lc rgb '#444444' lw 0.8
    set xtics nomirror autofreq scale 0.5 offset 0,0.2 textcolor rgb '#222222'
    set ytics nomirror autofreq scale 0.5 textcolor rgb '#222222'
    set grid back lc rgb '#dddddd' lw 0.6 dt 1

    """

  /// In quotes.
  static func text(_ text: String) -> String {
    "'" + text.replacing("'", with: "''").replacing("\n", with: " ") + "'"
  }

  /// `NaN` for none.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "NaN" }
    return "\(value)"
  }

  /// A named table of numbers; empty ones hold a row of nothing, which gnuplot accepts.
  static func block(_ name: String, _ rows: [[String]], width: Int) -> String {
    let rows = rows.isEmpty ? [Array(repeating: "NaN", count: width)] : rows
    return "$\(name) << END\n" + rows.map { $0.joined(separator: " ") + "\n" }.joined() + "END\n"
  }

  /// `set ytics` with names at whole numbers.
  static func names(_ names: [String], axis: String) -> String {
    let places = names.enumerated().map { "\(text($1)) \($0)" }.joined(separator: ", ")
    return "set \(axis)tics (\(places))\n"
  }

  /// Below the axis, near enough to stay in the figure.
  static func xlabel(_ words: String) -> String { "set xlabel \(text(words)) offset 0,0.4\n" }

  /// A filled box in one color, with an edge in another.
  static func box(_ fill: String, _ style: String, edge: String? = nil) -> String {
    "fc rgb '\(fill)' fs \(style) border lc rgb '\(edge ?? fill)'"
  }

  /// Text at a place of an axis system.
  static func label(
    _ words: String, at place: String, _ alignment: String = "left", size: Int = 12,
    color: String = "#222222"
  ) -> String {
    "set label \(text(words)) at \(place) \(alignment) font ',\(size)' tc rgb '\(color)' front\n"
  }
}
