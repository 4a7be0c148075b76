import Foundation
import Report

/// A small drawing of lines over a horizontal axis.
struct LineDrawing {
  struct Line {
    let name: String
    let color: String
    let points: [(x: Double, y: Double)]
  }

  let title: String
  let caption: String
  let lines: [Line]
  let xTitle: String
  let yTitle: String
  /// A level that is marked, such as no gain.
  var level: Double?

  var html: HTML {
    let points = lines.flatMap(\.points)
    guard let right = points.map(\.x).max(), let left = points.map(\.x).min(), right > left else {
      return ""
    }
    let top = max((points.map(\.y).max() ?? 1) * 1.08, level ?? 0)
    func x(_ value: Double) -> Double { 40 + (value - left) / (right - left) * 370 }
    func y(_ value: Double) -> Double { 210 - value / top * 190 }
    func text(_ value: Double) -> String { String(format: "%.1f", value) }
    let paths = lines.map { line in
      let d = line.points.enumerated().map { place, point in
        "\(place == 0 ? "M" : "L")\(text(x(point.x))) \(text(y(point.y)))"
      }.joined()
      let dots =
        line.points.count > 12
        ? []
        : line.points.map { point in
          """
          <circle cx="\(text(x(point.x)))" cy="\(text(y(point.y)))" r="3.5" fill="\(line.color)"><title>\
          \(line.name): \(Digits.short(point.y)) at \(Digits.short(point.x))</title></circle>

          """ as HTML
        }
      return
        "<path d=\"\(d)\" fill=\"none\" stroke=\"\(line.color)\" stroke-width=\"2\"/>\n\(dots)"
        as HTML
    }
    let marks = [0, 0.5, 1].map { part in
      """
      <text class="q" x="36" y="\(text(y(part * top) + 4))" text-anchor="end">\(Digits.short(part * top))</text>
      <text class="q" x="\(text(x(left + part * (right - left))))" y="226" \
      text-anchor="\(part == 1 ? "end" : "middle")">\(Digits.short(left + part * (right - left)))</text>

      """ as HTML
    }
    let line =
      level.map { value in
        "<path d=\"M40 \(text(y(value)))H410\" stroke=\"#999\" stroke-dasharray=\"4 3\"/>\n" as HTML
      } ?? ""
    let keys = lines.map { line in
      "<span><i style=\"background:\(line.color)\"></i>\(line.name)</span>" as HTML
    }
    return """
      <figure><h4>\(title)</h4>
      <p class="keys">\(keys)</p>
      <svg viewBox="0 0 420 248" role="img" aria-label="\(title)">
      <path d="M40 20V210H410" fill="none" stroke="#1c1c1e"/>
      \(line)\(paths)\(marks)
      <text class="q" x="410" y="243" text-anchor="end">\(xTitle)</text>
      <text class="q" x="4" y="12">\(yTitle)</text>
      </svg>
      <figcaption>\(caption)</figcaption></figure>

      """
  }

  /// Colors of Okabe and Ito, which color-blind readers tell apart.
  static let colors = ["#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
}

/// The speed-up over the share of the time that grows with the load.
struct SensitivityDrawing {
  let html: HTML

  init(_ advice: Advice) {
    var chosen = SchemeGroup.allCases.compactMap { advice.best[$0] }
    for p in advice.bent
    where !chosen.contains(where: { $0.candidate == p.candidate }) && chosen.count < 6 {
      if let first = p.curve.first, let last = p.curve.last, first.speedUp > last.speedUp * 1.02 {
        chosen.append(p)
      }
    }
    let lines = chosen.filter { !$0.curve.isEmpty }.enumerated().map { place, p in
      LineDrawing.Line(
        name: p.candidate.label, color: LineDrawing.colors[place % LineDrawing.colors.count],
        points: p.curve.map { ($0.share, $0.speedUp) })
    }
    html =
      LineDrawing(
        title: "If another share of the time grows with the load",
        caption:
          "At 0 a code gets its copies for nothing, as where the network is what is slow; at 1 a "
          + "task of two blocks takes twice as long. The dashed line is uncoded.",
        lines: lines, xTitle: "share of the time that grows with the load",
        yTitle: "speed-up", level: 1
      ).html
  }
}

/// The mean wait for the first k workers.
struct WaitingDrawing {
  let html: HTML

  init(_ advice: Advice) {
    let waits = advice.report.floors.orderStatistics
    html =
      LineDrawing(
        title: "How long the first k workers take",
        caption:
          "Mean seconds until k workers have answered. The dashed line is the floor: every block "
          + "once, and nobody ever waits.",
        lines: [
          .init(
            name: "k-th answer", color: LineDrawing.colors[1],
            points: waits.enumerated().map { (Double($0 + 1), $1) })
        ], xTitle: "k, workers that are awaited", yTitle: "seconds",
        level: advice.report.floors.workConserving
      ).html
  }
}
