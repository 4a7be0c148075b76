import Glibc

/// Whether a person is watching, and the line that shows progress to them.
public struct Terminal: Sendable {
  /// Whether standard error ends in a terminal, also through `mpirun`, whose ranks see a pipe.
  public static var isWatched: Bool {
    if isatty(2) != 0 { return true }
    guard Launcher.current != nil else { return false }
    var bytes = [CChar](repeating: 0, count: 256)
    let length = readlink("/proc/\(getppid())/fd/2", &bytes, bytes.count)
    let target = String(
      decoding: bytes[..<max(length, 0)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return target.hasPrefix("/dev/pts/") || target.hasPrefix("/dev/tty")
  }

  /// How progress is shown.
  public enum Style: Equatable, Sendable {
    /// One line that is replaced, where a person watches.
    case line
    /// A line of its own every so many seconds, for the files that batch systems keep.
    case plain(seconds: Double)
    /// Not at all.
    case none
  }

  private let style: Style
  private var shown = ContinuousClock.now
  private let began = ContinuousClock.now
  private var hasShown = false

  /// A line that is shown where a person watches, unless another style is asked for.
  public init(_ style: Style = .line) {
    self.style = style == .line && !Self.isWatched ? .none : style
  }

  /// Replaces the progress line, at most ten times a second, and not in a run of under two seconds; or
  /// writes a line of its own, if it is time.
  public mutating func show(_ line: @autoclosure () -> String) {
    guard style != .none else { return }
    let now = ContinuousClock.now
    if case .plain(let seconds) = style {
      guard shown.duration(to: now) >= .seconds(seconds) else { return }
      shown = now
      StandardError.write(line() + "\n")
      return
    }
    guard began.duration(to: now) > .seconds(1), shown.duration(to: now) > .milliseconds(100) else {
      return
    }
    shown = now
    hasShown = true
    StandardError.write("\r\u{1B}[K" + line())
  }

  /// Removes the progress line.
  public mutating func clear() {
    if hasShown { StandardError.write("\r\u{1B}[K") }
    hasShown = false
  }
}
