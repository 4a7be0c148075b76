import Console

/// A run in some lines of text, for a terminal.
struct Dashboard {
  private let view: RunView
  private let evaluation: EvaluationRow?
  private let title: String

  /// - Parameter evaluation: The last one.
  init(_ view: RunView, _ evaluation: EvaluationRow?, title: String) {
    self.view = view
    self.evaluation = evaluation
    self.title = title
  }

  /// As many lines as there is room for.
  func lines(columns: Int, rows: Int) -> [String] {
    let head = [headline, progress(columns), numbers, losses(columns)] + evaluated
    let room = max(rows - head.count - 2, 0)
    guard room > 0, !view.workers.isEmpty else { return head }
    return head + ["worker       fresh     late  lost"] + workers(columns, room)
  }

  private var headline: String { title }

  private func progress(_ columns: Int) -> String {
    let share = view.steps > 0 ? Double(view.done) / Double(view.steps) : 1
    let width = max(min(columns - 44, 40), 4)
    let left = view.secondsLeft.map { ", \(durationText($0)) left" } ?? ""
    return "step \(view.done)/\(view.steps) \(bar(share, width: width)) "
      + "\(String(rounding: 100 * share, to: 0)) %\(left)"
  }

  private var numbers: String {
    let rate = view.pace.stepsASecond
    let speed = rate.isFinite ? "\(String(rounding: rate, to: rate < 10 ? 2 : 0)) steps/s  " : ""
    let total = view.total
    return speed + "\(String(rounding: view.time, to: 2)) s  "
      + "staleness \(String(rounding: view.staleness, to: 2)) (max \(view.oldest))  "
      + "fresh \(total.fresh), late \(total.late), lost \(total.lost)"
  }

  private func losses(_ columns: Int) -> String {
    guard view.loss.isFinite else { return "" }
    return "loss \(String(rounding: view.loss, to: 5)) "
      + sparkline(view.curve.points.map(\.loss), width: min(columns - 16, 60))
  }

  private var evaluated: [String] {
    guard let evaluation else { return [] }
    let values = evaluation.columns.filter { $0.name != "model_norm" }.map {
      "\($0.name) \(String(rounding: $0.value, to: 4))"
    }
    return ["evaluated at step \(evaluation.step): \(values.joined(separator: ", "))"]
  }

  private func workers(_ columns: Int, _ room: Int) -> [String] {
    let count = view.workers.count
    let shown = count <= room ? count : room - 1
    let most = view.workers.reduce(1) { max($0, $1.fresh + $1.late) }
    let width = max(min(columns - 38, 40), 4)
    let lines = view.workers.prefix(shown).enumerated().map { number, worker in
      let fresh = Int((Double(width) * Double(worker.fresh) / Double(most)).rounded())
      let late = Int((Double(width) * Double(worker.late) / Double(most)).rounded())
      return "\(padded(number, 6)) \(padded(worker.fresh, 11)) \(padded(worker.late, 8)) "
        + "\(padded(worker.lost, 5))  " + String(repeating: "█", count: fresh)
        + String(repeating: "░", count: late) + (worker.isAway ? " away" : "")
    }
    return count <= room ? lines : lines + ["… and \(count - shown) more"]
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let text = "\(number)"
    return String(repeating: " ", count: max(width - text.count, 0)) + text
  }

  private func bar(_ share: Double, width: Int) -> String {
    let full = Int((min(max(share, 0), 1) * Double(width)).rounded(.down))
    return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
  }

  private func sparkline(_ values: [Double], width: Int) -> String {
    let finite = values.filter(\.isFinite)
    guard width > 0, let least = finite.min(), let most = finite.max(), most > least else {
      return ""
    }
    let columns = min(width, finite.count)
    let heights = Array("▁▂▃▄▅▆▇█")
    return String(
      (0..<columns).map { column in
        let value = finite[column * finite.count / columns]
        return heights[min(Int(8 * (value - least) / (most - least)), 7)]
      })
  }
}

/// `40 s`, `12 min`, `3 h 5 min`.
public func durationText(_ seconds: Double) -> String {
  guard seconds < 1e9 else { return "years" }
  let whole = Int(seconds.rounded(.up))
  if whole < 100 { return "\(whole) s" }
  let minutes = (whole + 59) / 60
  return minutes < 100 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
}
