/// One system of axes: what is drawn in it, and what stands around it.
struct Plot: Sendable {
  /// Of its own files, behind the figure's; unique in a figure.
  let name: String
  /// Above it; may be empty.
  var title = ""
  var x: PlotAxis
  var y: PlotAxis
  var height: Height = .share(0.48)
  /// Room at the right of the axes, in sizes of the font, for words such as `7/10`.
  var room = 0.0
  /// The vertical grid alone, or both.
  var hasRows = false
  /// Named tables, arrows and the like, before `plot`.
  var script = ""
  /// Words at places of the axes.
  var labels: [PlotLabel] = []
  /// What `plot` is told.
  var series: [String] = []

  /// How high the axes are.
  enum Height: Sendable {
    /// Of the width that there is for the plot.
    case share(Double)
    /// So many rows, each so many sizes of the font high.
    case rows(Int, Double)
  }
}

/// An axis: its range and what is written at it.
struct PlotAxis: Sendable {
  var low: Double
  var high: Double
  var isLogarithmic = false
  var label = ""
  /// Names at places, in place of numbers.
  var names: [(place: Double, text: String)]?

  /// An axis from zero, with room at the end.
  static func fromZero(_ end: Double, _ label: String, room: Double = 1) -> Self {
    Self(low: 0, high: end > 0 && end.isFinite ? end * room : 1, label: label)
  }

  /// Rows with names, from top to bottom.
  static func rows(_ names: [String]) -> Self {
    Self(
      low: Double(names.count) - 0.4, high: -0.6,
      names: names.enumerated().map { (Double($0), $1) })
  }

  /// A logarithmic axis of what is left of something, six powers of ten at most; nil where nothing is above
  /// zero.
  ///
  /// What is not has no place on it.
  static func gaps(_ values: [Double], _ label: String) -> Self? {
    let values = values.filter { $0.isFinite && $0 > 0 }
    guard let most = values.max() else { return nil }
    let least = values.filter { $0 >= most * 1e-6 }.min() ?? most
    return Self(low: least / 1.3, high: most * 1.3, isLogarithmic: true, label: label)
  }

  /// An axis of values: logarithmic where they are above zero and far apart.
  static func values(
    _ values: [Double], _ label: String, mayBeLogarithmic: Bool, margin: Double = 0.07
  )
    -> Self
  {
    let values = values.filter(\.isFinite)
    guard let least = values.min(), let most = values.max() else {
      return Self(low: 0, high: 1, label: label)
    }
    if mayBeLogarithmic, least > 0, most / least > 3 {
      return Self(low: least / 1.2, high: most * 1.2, isLogarithmic: true, label: label)
    }
    let room = max((most - least) * margin, abs(most) * 1e-6 + 1e-12)
    // What is never negative has no axis left of zero.
    return Self(
      low: least >= 0 ? max(0, least - room) : least - room, high: most + room, label: label)
  }

  /// The value, or the end of the axis where it is beyond.
  func clipped(_ value: Double) -> Double { min(max(value, min(low, high)), max(low, high)) }
  /// Whether it is beyond an end.
  func cuts(_ value: Double) -> Bool { clipped(value) != value }

  /// What is written at the axis, as many as there is room for.
  /// - Parameters:
  ///   - length: Of the axis, in sizes of the font.
  ///   - isUpright: Whether words stand above each other.
  func ticks(length: Double, isUpright: Bool) -> [(place: Double, text: String)] {
    if let names { return names }
    for count in stride(from: Self.mostTicks, through: 1, by: -1) {
      let marks = numbers(count)
      let room =
        isUpright
        ? Double(marks.count) * 1.5 : marks.map { PlotAxis.width($0.text) + 0.9 }.reduce(0, +)
      if room <= length || count == 1 { return marks }
    }
    return []
  }

  private static let mostTicks = 6

  /// About so many round numbers with their places.
  private func numbers(_ count: Int) -> [(place: Double, text: String)] {
    let places =
      isLogarithmic
      ? Ticks.logarithmic(low, high, count: count) : Ticks.linear(low, high, count: count)
    return places.map { ($0, Ticks.label($0)) }
  }

  /// How wide the last words at the axis are at most, however many there are, in sizes of the font.
  var lastWidth: Double {
    let last =
      names?.last.map { [$0.text] } ?? (1...Self.mostTicks).compactMap { numbers($0).last?.text }
    return last.map(Self.width).max() ?? 0
  }

  /// Of words, in sizes of the font; rather too much.
  static func width(_ text: String) -> Double { Double(text.count) * 0.62 }
}

/// Words in a plot.
struct PlotLabel: Sendable {
  var text: String
  /// In gnuplot's words, such as `graph 0, first 2`.
  var place: String
  var alignment = "left"
  /// Of the figure's font.
  var scale = 0.9
  var color = "#222222"
}
