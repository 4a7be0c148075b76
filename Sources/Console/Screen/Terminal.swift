import Glibc

/// Whether a person is watching, and the lines that show progress to them.
public struct Terminal: Sendable {
  /// Whether standard error ends in a terminal, also through `mpirun`, whose ranks see a pipe.
  public static var isWatched: Bool {
    if isatty(2) != 0 { return true }
    guard Launcher.current != nil else { return false }
    var bytes = [CChar](repeating: 0, count: 256)
    let length = readlink(launcherErrors, &bytes, bytes.count)
    let target = String(
      decoding: bytes[..<max(length, 0)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return target.hasPrefix("/dev/pts/") || target.hasPrefix("/dev/tty")
  }

  private static var launcherErrors: String { "/proc/\(getppid())/fd/2" }

  /// Columns and rows of the terminal; 80 and 24 where it does not say.
  static var size: (columns: Int, rows: Int) {
    let own = isatty(2) != 0
    let descriptor = own ? 2 : open(launcherErrors, O_RDONLY | O_NOCTTY | O_CLOEXEC)
    defer { if !own, descriptor >= 0 { close(descriptor) } }
    var size = winsize()
    guard descriptor >= 0, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0,
      size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// How progress is shown.
  public enum Style: Equatable, Sendable {
    /// One line that is replaced, where a person watches.
    case line
    /// Several lines that are replaced, where a person watches; elsewhere a line every half minute.
    case full
    /// A line of its own every so many seconds, for the files that batch systems keep.
    case plain(seconds: Double)
    /// Not at all.
    case none
  }

  /// How it is shown here.
  public let style: Style
  private var shown = ContinuousClock.now
  private let began = ContinuousClock.now
  private var hasShown = false
  /// Lines on the screen that the next ones replace.
  private var height = 0

  /// A line that is shown where a person watches, unless another style is asked for.
  public init(_ style: Style = .line) {
    switch style {
    case .line where !Self.isWatched: self.style = .none
    case .full where !Self.isWatched: self.style = .plain(seconds: 30)
    default: self.style = style
    }
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
    guard style == .full else { return StandardError.write("\r\u{1B}[K" + line()) }
    draw([line()])
  }

  /// Replaces the lines of a full display, four times a second at most.
  /// - Parameter lines: Makes them, for so many columns and rows.
  public mutating func show(full lines: (_ columns: Int, _ rows: Int) -> [String]) {
    let now = ContinuousClock.now
    guard style == .full, shown.duration(to: now) > .milliseconds(250) else { return }
    shown = now
    let (columns, rows) = Self.size
    // A line that is as wide as the screen, or one below it, would move what is to be replaced.
    draw(lines(columns - 1, rows - 1).prefix(rows - 1).map { String($0.prefix(columns - 1)) })
  }

  private mutating func draw(_ lines: [String]) {
    StandardError.write(
      wipe + lines.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J")
    hasShown = true
    height = lines.count
  }

  private var wipe: String { height > 0 ? "\u{1B}[\(height)F" : "\r" }

  /// Removes what is shown.
  public mutating func clear() {
    if hasShown { StandardError.write(style == .full ? wipe + "\u{1B}[J" : "\r\u{1B}[K") }
    hasShown = false
    height = 0
  }
}
