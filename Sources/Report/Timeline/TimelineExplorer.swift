import Foundation

/// Timelines that answer questions: what is this bar, what does the server hold now, how do two compare.
///
/// Without a script it is the drawings alone, one a scheme.
struct TimelineExplorer {
  let timelines: [RecordedTimeline]
  let window: Double
  /// Of the axis, such as `virtual seconds`.
  let unit: String
  /// Of anchors; unique in a page.
  let name: String
  /// Below the name of each scheme, in the order of timelines; may be empty.
  var lessons: [String] = []
  /// Titles in place of the schemes' names; may be empty.
  var titles: [String] = []
  var showsBlocks = false

  private func drawing(_ timeline: RecordedTimeline) -> TimelineDrawing {
    var drawing = TimelineDrawing(
      timeline, window: window, workers: timelines.map(\.workers).max() ?? 0)
    drawing.showsBlocks = showsBlocks
    if showsBlocks { drawing.rowHeight = 20 }
    return drawing
  }

  var html: HTML {
    """
    <div class="explorer" id="\(name)" data-window="\(number(window))">
    \(keys)
    <div class="controls" hidden>
    <label>show <select class="one"><option value="">all schemes</option>\(options)</select></label>
    <label>beside <select class="two" disabled>\(options)</select></label>
    <button type="button" class="play">Play</button>
    <button type="button" class="back" aria-label="to the end of the step before">‹ step</button>
    <button type="button" class="next" aria-label="to the end of the next step">step ›</button>
    <label class="wide">time <input type="range" class="time" min="0" max="1000" value="1000" \
    aria-label="time"></label> <output></output>
    </div>
    <div class="panels">
    \(timelines.enumerated().map(panel))</div>
    <p class="tip" role="status" hidden></p>
    <script type="application/json">\(HTML(raw: data))</script>
    </div>

    """
  }

  private var options: [HTML] {
    timelines.enumerated().map { "<option value=\"\($0)\">\($1.name)</option>" }
  }

  private var keys: HTML {
    let found = Set(timelines.flatMap { timeline in drawing(timeline).shown.map(\.outcome) })
    let items = TimelineDrawing.outcomes.filter { found.contains($0.name) }.map { key in
      """
      <span><svg class="key" viewBox="0 0 20 12" aria-hidden="true"><rect class="\(key.name)" x=".5" y=".5" \
      width="19" height="11"/></svg>\(key.title)</span>
      """ as HTML
    }
    return """
      <p class="keys">\(items)<span><svg class="key" viewBox="0 0 20 12" aria-hidden="true"><path class="close" \
      d="M10 0v12"/></svg>a step closes, with its number</span><span>white: nothing to do</span></p>
      """
  }

  private func panel(_ place: Int, _ timeline: RecordedTimeline) -> HTML {
    let drawing = drawing(timeline)
    let title = titles.isEmpty ? timeline.name : titles[place]
    let count = timeline.steps(by: window)
    let lesson: HTML = lessons.isEmpty ? "" : "<p class=\"quiet\">\(lessons[place])</p>"
    return """
      <figure class="panel" data-panel="\(place)">
      <h4>\(title): \(count) \(count == 1 ? "step" : "steps") in \(Digits.short(min(window, timeline.end))) s</h4>\(lesson)
      <svg viewBox="0 0 \(t(drawing.width)) \(t(drawing.bottom + 36))" role="img" tabindex="0" \
      aria-label="\(title): tasks of \(timeline.workers) workers over time; arrow keys go through them">
      \(drawing.content())\(drawing.axis(unit))<g class="mark"></g></svg>
      <p class="held"></p></figure>

      """
  }

  private func t(_ value: Double) -> String { TimelineDrawing.text(value) }

  /// Six digits: tens of microseconds of a minute.
  private func number(_ value: Double) -> String { String(format: "%.6g", value) }

  /// What the script knows: of each scheme the axes, tasks, closes, and what places hold from when.
  private var data: String {
    let kinds = TimelineDrawing.outcomes.map { "\"\($0.name)\"" }.joined(separator: ",")
    let panels = timelines.map { timeline -> String in
      let drawing = drawing(timeline)
      let held = HeldMessages(timeline)
      let tasks = drawing.shown.map { task in
        let kind = TimelineDrawing.outcomes.firstIndex { $0.name == task.outcome } ?? 0
        let blocks = task.blocks.map(String.init).joined(separator: ",")
        return
          "[\(task.worker),\(task.version),[\(blocks)],\(number(task.began)),\(number(task.ended)),\(kind)]"
      }
      let places = held.changes.map { changes in
        "[" + changes.map { "[\(number($0.time)),\($0.version ?? -1)]" }.joined(separator: ",")
          + "]"
      }
      let axes = [drawing.left, drawing.width - drawing.right, drawing.top, drawing.rowHeight].map(
        t)
      let name = Self.quoted(timeline.name)
      return """
        {"name":\(name),"axes":[\(axes.joined(separator: ","))],"blocks":\(held.isOfBlocks),\
        "closed":[\(drawing.closed.map(number).joined(separator: ","))],
        "tasks":[\(tasks.joined(separator: ","))],
        "held":[\(places.joined(separator: ","))]}
        """
    }
    return "{\"kinds\":[\(kinds)],\"panels\":[\(panels.joined(separator: ",\n"))]}"
  }

  /// As JSON that may stand between tags of a page.
  static func quoted(_ text: String) -> String {
    let bytes = (try? JSONEncoder().encode(text)) ?? Data("\"\"".utf8)
    return String(decoding: bytes, as: UTF8.self).replacing("<", with: "\\u003c")
  }
}
