/// Drawings that belong together: what gnuplot is told, and what a reader is.
struct Figure: Sendable {
  /// Of its files, without `.svg`; unique in a report.
  let name: String
  /// For who cannot see it, and for the browser's hint.
  let title: String
  /// What it shows and how it is read.
  let caption: HTML
  /// The variants of lines that it shows; those of its runs' commands.
  var variants: [String] = []
  /// Names of looks, with what `plot` is told of them; may be empty.
  var legend: [LegendEntry] = []
  let plots: [Plot]
  /// How many plots stand side by side where there is room.
  var columns = 3
}

/// A name with its look.
struct LegendEntry: Sendable {
  let title: String
  /// What `plot` is told of its lines or boxes.
  let style: String
  /// For the page: the color and gnuplot's dash pattern of a line.
  let look: SchemePalette.Look?
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

  /// A filled box in one color, with an edge in another.
  static func box(_ fill: String, _ style: String, edge: String? = nil) -> String {
    "fc rgb '\(fill)' fs \(style) border lc rgb '\(edge ?? fill)'"
  }
}
