import Console
import Runs

/// How far an experiment is, and how long it may still take.
struct RunProgress {
  let total: Int
  private(set) var done = 0
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

  /// How long the rest may take; nil before any run has been timed.
  func secondsLeft(jobs: Int) -> Double? {
    timed == 0 ? nil : seconds / Double(timed) * Double(max(total - done, 0)) / Double(jobs)
  }

  mutating func show(running: Int, failed: Int, jobs: Int) {
    let left = secondsLeft(jobs: jobs).map { ", \(durationText($0)) left" } ?? ""
    let wrong = failed == 0 ? "" : ", \(failed) failed"
    let (done, total) = (done, total)
    terminal.show("\(done) of \(total) runs, \(running) running\(wrong)\(left)")
  }

  mutating func clear() { terminal.clear() }
}
