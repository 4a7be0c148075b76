import Coding
import Foundation
import Report
import Training

/// Two timelines on one scale: uncoded as it happened, and the advised scheme on the same times.
struct TimelinePair {
  let html: HTML

  private static let shown = 8
  private static let mostRows = 40

  init(_ advice: Advice) throws {
    let steps = min(Self.shown, advice.search.rounds)
    let before = try advice.search.timeline(Candidate("uncoded"), rounds: steps)
    let window = before.closed[min(steps, before.closed.count) - 1]
    let rows = Self.rows(advice)
    var panels = [
      Self.panel("What happened: uncoded", before, advice, rows: rows, window: window)
    ]
    let other = advice.chosen ?? advice.best.values.max { $0.speedUp < $1.speedUp }
    if let other {
      let more = Int((other.stepSpeedUp * Double(steps)).rounded(.up)) + 2
      let after = try advice.search.timeline(
        other.candidate, rounds: min(max(more, steps), 40 * steps))
      panels.append(
        Self.panel(
          "What would have happened: \(other.candidate.label)", after, advice, rows: rows,
          window: window))
    }
    html = """
      <p class="keys"><span><i class="fresh"></i>in its step</span><span><i class="awaited"></i>awaited: \
      closed the step</span><span><i class="late"></i>late, for a later step</span><span><i \
      class="cancelled"></i>dropped</span></p>
      <div class="two">\(panels)</div>
      """
  }

  /// The workers that are drawn: all, or those that cost most with others evenly between.
  private static func rows(_ advice: Advice) -> [Int] {
    let n = advice.table.workers.count
    guard n > mostRows else { return Array(0..<n) }
    let order = advice.report.workers.indices.sorted {
      let (a, b) = (advice.report.workers[$0], advice.report.workers[$1])
      return (-a.waitedSeconds, $0) < (-b.waitedSeconds, $1)
    }
    var chosen = Set(order.prefix(mostRows / 2))
    var place = 0
    while chosen.count < mostRows, place < n {
      chosen.insert(place)
      place += max(1, n * 2 / mostRows)
    }
    return chosen.sorted()
  }

  private static func panel(
    _ title: String, _ timeline: Timeline, _ advice: Advice, rows: [Int], window: Double
  ) -> HTML {
    let (left, width, top) = (34.0, 380.0, 16.0)
    let height = rows.count > 24 ? 8.0 : 14.0
    let bottom = top + Double(rows.count) * height
    func x(_ time: Double) -> Double { left + min(time, window) / window * width }
    func text(_ value: Double) -> String { String(format: "%.2f", value) }
    let places = Dictionary(uniqueKeysWithValues: zip(rows, 0...))
    var bars = HTML()
    for task in timeline.tasks where task.began < window {
      guard let row = places[task.assignment.worker] else { continue }
      let name = advice.table.workers[task.assignment.worker]
      let y = top + Double(row) * height
      bars += """
        <rect class="\(task.outcome.rawValue)" x="\(text(x(task.began)))" y="\(text(y + 1))" \
        width="\(text(max(0.4, x(task.ended) - x(task.began) - 0.3)))" height="\(text(height - 2))"><title>\
        worker \(name), step \(task.assignment.version + 1): \(Digits.short(task.ended - task.began)) s, \
        \(task.outcome.rawValue)</title></rect>

        """
    }
    let all = timeline.closed.filter { $0 <= window * 1.0001 }
    // Lines that stand on each other say nothing: then those of rounds.
    let stride = all.count > 80 ? timeline.pace : 1
    let closes = all.enumerated().filter { ($0.offset + 1) % stride == 0 }.map(\.element)
    let lines = closes.map { time in
      "<path d=\"M\(text(x(time))) \(text(top - 4))V\(text(bottom))\" stroke=\"#111\" stroke-width=\".7\"/>\n"
        as HTML
    }
    let every = max(1, rows.count / 10)
    let names = rows.enumerated().filter { $0.offset % every == 0 }.map { place, worker in
      """
      <text class="q" x="\(text(left - 4))" y="\(text(top + (Double(place) + 0.5) * height + 4))" \
      text-anchor="end">\(String(advice.table.workers[worker].suffix(5)))</text>

      """ as HTML
    }
    let marks = [0, 0.5, 1].map { part in
      """
      <text class="q" x="\(text(left + part * width))" y="\(text(bottom + 15))" \
      text-anchor="\(part == 0 ? "start" : part == 1 ? "end" : "middle")">\(Digits.short(part * window)) s</text>
      """ as HTML
    }
    let word = stride > 1 ? "round" : "step"
    return """
      <figure><h4>\(title)</h4>
      <svg viewBox="0 0 420 \(text(bottom + 22))" role="img" aria-label="\(title)">
      \(bars)\(lines)\(names)\(marks)
      </svg>
      <figcaption>\(closes.count) \(word)s in \(Digits.short(window)) s. A row is a worker, a bar a task, a \
      line the end of a \(word).</figcaption></figure>

      """
  }
}
