import Console
import Runs

/// How far an experiment is, and how long it may still take.
struct RunProgress {
  private var total: Int
  private var done = 0
  private var timed = 0
  private var seconds = 0.0
  private var terminal = Terminal()

  init(total: Int) { self.total = total }

  mutating func reused() { done += 1 }

  mutating func finished(_ took: Duration?) {
    done += 1
    guard let took else { return }
    timed += 1
    seconds += took / .seconds(1)
  }

  mutating func show(running: Int, failed: Int, jobs: Int) {
    let left =
      timed == 0
      ? ""
      : ", \(Self.text(seconds / Double(timed) * Double(max(total - done, 0)) / Double(jobs))) left"
    let wrong = failed == 0 ? "" : ", \(failed) failed"
    terminal.show("\(done) of \(total) runs, \(running) running\(wrong)\(left)")
  }

  mutating func clear() { terminal.clear() }

  /// `40 s`, `12 min`, `3 h 5 min`.
  static func text(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 100 { return "\(whole) s" }
    let minutes = (whole + 59) / 60
    return minutes < 100 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
