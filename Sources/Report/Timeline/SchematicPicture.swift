/// The schematic as a drawing of its own: four timelines below each other, and what each update is made of.
struct SchematicPicture {
  let schematic: Schematic

  private let width = 760.0
  private let left = 88.0
  private let font = 14.0
  private let row = 22.0
  private let cell = 17.0
  /// From one timeline to the next.
  private var pitch: Double { 68 + Double(Schematic.workers) * row + 50 }
  private let head = 66.0

  /// The whole file.
  var svg: String {
    let height = head + pitch * Double(Schematic.parts.count) + 34
    let panels = zip(Schematic.parts, schematic.timelines).enumerated().map { place, pair in
      panel(pair.0, pair.1, at: head + Double(place) * pitch)
    }
    let html: HTML = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(t(width)) \(t(height))" role="img" \
      font-family="system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif" font-size="\(t(font))">
      <title>Four workers, of which worker 2 is slow: who computes what when, by four schemes</title>
      <style>
      \(TimelineStyle.sheet)text { fill: #1c1c1e; } .q { fill: #63636b; } .small { font-size: 12px; }
      .in-awaited, .in-late { fill: #fff; } .title { font-size: 16px; font-weight: 600; }
      \(motion(height))</style>
      \(TimelineStyle.hatch)
      <rect width="\(t(width))" height="\(t(height))" fill="#fff"/>
      \(legend)\(panels)\(axis(at: head + pitch * Double(panels.count)))\(curtain(height))
      </svg>

      """
    return html.text
  }

  private func t(_ value: Double) -> String { TimelineDrawing.text(value) }

  private func drawing(_ timeline: RecordedTimeline) -> TimelineDrawing {
    var drawing = TimelineDrawing(timeline, window: schematic.window, workers: Schematic.workers)
    drawing.width = width
    drawing.left = left
    drawing.right = 14
    drawing.top = 60
    drawing.rowHeight = row
    drawing.showsBlocks = true
    drawing.font = font
    return drawing
  }

  private func panel(_ part: Schematic.Part, _ timeline: RecordedTimeline, at y: Double) -> HTML {
    let drawing = drawing(timeline)
    let count = timeline.steps(by: schematic.window)
    let workers = (0..<Schematic.workers).map { worker in
      let name = worker == Schematic.slow ? "worker \(worker), slow" : "worker \(worker)"
      return """
        <text class="q small" x="\(t(left - 6))" y="\(t(drawing.y(worker) + row / 2 + 4))" \
        text-anchor="end">\(name)</text>

        """ as HTML
    }
    let used = (0..<count).map { update($0, of: timeline, drawing) }
    return """
      <g transform="translate(0 \(t(y)))">
      <text class="title" x="6" y="16">\(part.title): \(count) steps</text>
      <text class="q" x="6" y="34">\(part.lesson)</text>
      \(drawing.content(named: false))\(workers)
      <text class="q small" x="\(t(left - 6))" y="\(t(drawing.bottom + 19))" text-anchor="end">update from</text>
      \(used)</g>

      """
  }

  /// The blocks that an update is made of, below the line where its step closes.
  private func update(_ step: Int, of timeline: RecordedTimeline, _ drawing: TimelineDrawing)
    -> HTML
  {
    let ages = Schematic.blockAges(timeline, step: step)
    let begin = drawing.x(timeline.closed[step]) - Double(ages.count) * cell
    let y = drawing.bottom + 6
    let cells = ages.enumerated().map { block, age -> HTML in
      let x = begin + Double(block) * cell
      let look = age == nil ? "missing" : age == 0 ? "fresh" : "late"
      return """
        <rect class="\(look)" x="\(t(x + 1))" y="\(t(y))" width="\(t(cell - 2))" height="\(t(cell))"/>\
        <text class="\(age == nil ? "q small" : "in-\(look) small")" x="\(t(x + cell / 2))" y="\(t(y + 13))" \
        text-anchor="middle">\(age == nil ? "–" : "\(block)")</text>

        """
    }
    let old = ages.compactMap { $0 }.max() ?? 0
    let words =
      ages.firstIndex(of: nil).map { "no block \($0)" }
      ?? (old > 0 ? "\(old) \(old == 1 ? "step" : "steps") old" : "")
    return """
      \(cells)<text class="q small" x="\(t(begin + Double(ages.count) * cell / 2))" y="\(t(y + cell + 14))" \
      text-anchor="middle">\(words)</text>

      """
  }

  /// Two rows, in the words of all timelines.
  private var legend: HTML {
    let keys = TimelineDrawing.answers.enumerated().map { place, key -> HTML in
      let (x, y) = (8 + Double(place % 2) * 256, Double(place / 2) * 22 + 8)
      return """
        <rect class="\(key.name)" x="\(t(x))" y="\(t(y))" width="26" height="13"/>\
        <text x="\(t(x + 33))" y="\(t(y + 11.5))">\(key.title)</text>

        """
    }
    return """
      \(keys)<path class="close" d="M550 6v17"/><text x="558" y="19.5">a step ends; its number</text>
      <text x="541" y="41.5">2: block 2 of the data</text>

      """
  }

  private func axis(at y: Double) -> HTML {
    var drawing = drawing(schematic.timelines[0])
    drawing.top = -Double(Schematic.workers) * row
    return "<g transform=\"translate(0 \(t(y - 12)))\">\(drawing.axis("seconds"))</g>"
  }

  /// Plays: what is to come is pale, as long as the picture moves; a reader who wants none sees all at once.
  private func curtain(_ height: Double) -> HTML {
    let panels = schematic.timelines.indices.map { place -> HTML in
      let y = head + Double(place) * pitch + 39
      return """
        <rect x="\(t(left + 1))" y="\(t(y))" width="\(t(width))" height="\(t(pitch - 52))" fill="#fff" \
        fill-opacity=".82"/><path d="M\(t(left)) \(t(y + 19))v\(t(Double(Schematic.workers) * row + 4))" \
        stroke="#c00" stroke-width="1.5"/>

        """
    }
    return "<g class=\"curtain\">\(panels)</g>"
  }

  private func motion(_ height: Double) -> HTML {
    let run = width - left - 14
    return """
      .curtain { visibility: hidden; }
      @media screen and (prefers-reduced-motion: no-preference) {
        .curtain { visibility: visible; animation: play 24s linear infinite; }
      }
      @keyframes play {
        0% { transform: translateX(0); } 68% { transform: translateX(\(t(run))px); opacity: 1; }
        69% { transform: translateX(\(t(run))px); opacity: 0; } 100% { transform: translateX(\(t(run))px); opacity: 0; }
      }

      """
  }
}
