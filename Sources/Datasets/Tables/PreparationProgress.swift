import Glibc

/// A line on a terminal that shows how far the preparation of a table is; nothing on a pipe.
struct PreparationProgress {
  private let name: String
  private let isOn = isatty(2) != 0
  private let began = ContinuousClock.now
  private var shown = ContinuousClock.now
  private var hasShown = false

  init(_ name: String) { self.name = name }

  /// Replaces the line, at most ten times a second and not within the first second.
  mutating func show(_ rows: Int, _ what: String) {
    guard isOn, rows & 0xfff == 0 else { return }
    let now = ContinuousClock.now
    guard began.duration(to: now) > .seconds(1), shown.duration(to: now) > .milliseconds(100) else {
      return
    }
    shown = now
    hasShown = true
    writeToStandardError("\r\u{1B}[K\(name): \(what), row \(rows)")
  }

  /// Removes the line.
  mutating func clear() {
    if hasShown { writeToStandardError("\r\u{1B}[K") }
    hasShown = false
  }
}

/// Writes as much as standard error takes; what is lost there is no error of the run.
func writeToStandardError(_ text: String) {
  var text = text
  text.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
}
