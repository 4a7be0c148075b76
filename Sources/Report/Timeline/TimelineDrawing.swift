import Foundation

/// A timeline as a drawing: a row for each worker, a bar for each task, a line where a step closes.
///
/// The page's script finds bars by the same numbers: `data` says where the axes are.
struct TimelineDrawing {
  /// What may become of a task, in the order of a legend: the class of its bars, and what it means.
  static let outcomes: [(name: String, title: String)] = [
    ("fresh", "came in within its step"), ("awaited", "answer that its step waited for"),
    ("late", "came in late, for a later step"), ("cancelled", "dropped: nobody uses it"),
    ("lost", "lost with its worker"), ("unfinished", "still under way when the record ends"),
  ]

  /// Those of tasks that ended with an answer, or with none because nobody waited for it.
  static let answers = outcomes.prefix(4)

  let timeline: RecordedTimeline
  /// Seconds that are shown.
  let window: Double
  var width = 440.0
  var left = 30.0
  var right = 8.0
  /// Where the rows begin; numbers of steps stand above.
  var top = 18.0
  var rowHeight: Double
  /// Numbers of blocks stand in bars that are wide enough.
  var showsBlocks = false
  var font = 12.0

  /// Rows become lower where there are many.
  init(_ timeline: RecordedTimeline, window: Double, workers: Int? = nil) {
    self.timeline = timeline
    self.window = window
    let rows = workers ?? timeline.workers
    self.rows = rows
    // Room for the longest number.
    left = 8 + max(22, 8 * Double("\(max(0, rows - 1))".count))
    rowHeight = rows > 40 ? max(1.5, 200 / Double(rows)) : rows > 16 ? 8 : 16
  }

  /// How many workers there are rows for.
  let rows: Int

  var bottom: Double { top + Double(rows) * rowHeight }

  func x(_ time: Double) -> Double {
    left + min(max(time, 0), window) / window * (width - left - right)
  }
  func y(_ worker: Int) -> Double { top + Double(worker) * rowHeight }

  /// Tasks that are seen, in the order in which the script counts them.
  var shown: [RecordedTimeline.Task] { timeline.tasks.filter { $0.began < window } }
  var closed: [Double] { timeline.closed.filter { $0 <= window * (1 + 1e-9) } }

  /// Two digits behind the point are enough for a screen and a sheet of paper.
  static func text(_ value: Double) -> String {
    var text = String(format: "%.2f", value)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
  private func t(_ value: Double) -> String { Self.text(value) }

  /// Bars, lines of steps with their numbers, names of rows; without an axis of time.
  func content(named: Bool = true) -> HTML {
    "\(over)\(bars)\(labels)\(steps)\(named ? names : "")"
  }

  /// Where the record is over.
  private var over: HTML {
    guard timeline.end < window * 0.99 else { return "" }
    let (from, to) = (x(timeline.end), width - right)
    let area: HTML =
      "<path class=\"over\" d=\"M\(t(from)) \(t(top))H\(t(to))V\(t(bottom))H\(t(from))z\"/>\n"
    let words = "no record"
    guard to - from > PlotAxis.width(words) * font else { return area }
    return """
      \(area)<text class="q" x="\(t((from + to) / 2))" y="\(t((top + bottom) / 2 + 4))" \
      text-anchor="middle">\(words)</text>

      """
  }

  /// Bars of one kind are one element.
  private var bars: HTML {
    var html = HTML()
    let gap = min(1.5, rowHeight * 0.12)
    for (outcome, _) in Self.outcomes {
      let places = shown.filter { $0.outcome == outcome }.map { task in
        let (from, to) = (x(task.began), max(x(task.ended), x(task.began) + 0.6))
        return "M\(t(from)) \(t(y(task.worker) + gap))h\(t(to - from))v\(t(rowHeight - 2 * gap))"
          + "h\(t(from - to))z"
      }
      guard !places.isEmpty else { continue }
      html += "<path class=\"\(outcome)\" d=\"\(places.joined())\"/>\n"
    }
    return html
  }

  /// Numbers of blocks.
  private var labels: HTML {
    guard showsBlocks else { return "" }
    return shown.map { task -> HTML in
      let (from, to) = (x(task.began), x(task.ended))
      let words = task.blocks.map(String.init).joined(separator: "+")
      guard to - from > Double(words.count) * font * 0.62 + 4 else { return "" }
      return """
        <text class="in-\(task.outcome)" x="\(t((from + to) / 2))" y="\(t(y(task.worker) + rowHeight / 2 + font * 0.36))" \
        text-anchor="middle">\(words)</text>

        """
    }.joined(separator: "")
  }

  private var steps: HTML {
    var html = HTML()
    let lines = closed.map { "M\(t(x($0))) \(t(top - 3))V\(t(bottom + 2))" }.joined()
    html += "<path class=\"close\" d=\"\(lines)\"/>\n"
    var labeled = -Double.infinity
    for (step, time) in closed.enumerated() where x(time) - labeled > font * 1.5 {
      // Numbers that would stand on each other are left out.
      labeled = x(time)
      html += """
        <text class="q" x="\(t(labeled))" y="\(t(top - 6))" text-anchor="\(labeled > width - 12 ? "end" : "middle")">\(step + 1)</text>

        """
    }
    return html
  }

  private var names: HTML {
    let every = max(1, Int((font * 1.1 / rowHeight).rounded(.up)))
    let nice = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].first { $0 >= every } ?? every
    return stride(from: 0, to: rows, by: nice).map { worker in
      """
      <text class="q" x="\(t(left - 5))" y="\(t(y(worker) + rowHeight / 2 + font * 0.36))" text-anchor="end">\(worker)</text>

      """ as HTML
    }.joined(separator: "")
  }

  /// Round times below the rows.
  func axis(_ unit: String) -> HTML {
    let places = Ticks.linear(0, window).filter { $0 >= 0 }
    let marks = places.map { place in
      let isEnd = x(place) > width - right - 14
      return """
        <text class="q" x="\(t(x(place)))" y="\(t(bottom + font + 5))" text-anchor="\(isEnd ? "end" : "middle")">\
        \(Ticks.label(place))</text>

        """ as HTML
    }
    let ticks = places.map { "M\(t(x($0))) \(t(bottom))v4" }.joined()
    return """
      <path class="axis" d="M\(t(left)) \(t(bottom))H\(t(width - right))\(ticks)"/>
      \(marks)<text class="q" x="\(t((left + width - right) / 2))" y="\(t(bottom + 2 * font + 8))" \
      text-anchor="middle">\(unit)</text>

      """
  }
}
