/// How fast a run goes, over the last few seconds.
struct Pace: Sendable {
  private struct Mark {
    var seconds: Double
    var done: Int
    var time: Double
  }

  private var marks: [Mark] = []
  private var next = 0
  private static let most = 24

  init() { marks.reserveCapacity(Self.most) }

  /// Takes note of how far the run is.
  mutating func mark(seconds: Double, done: Int, time: Double) {
    let mark = Mark(seconds: seconds, done: done, time: time)
    if marks.count < Self.most { marks.append(mark) } else { marks[next] = mark }
    next = (next + 1) % Self.most
  }

  private var ends: (Mark, Mark)? {
    guard marks.count > 1 else { return nil }
    let newest = marks[(next + marks.count - 1) % marks.count]
    let oldest = marks.count < Self.most ? marks[0] : marks[next]
    return newest.seconds > oldest.seconds ? (oldest, newest) : nil
  }

  /// Steps a second of this program's time; NaN before it is known.
  var stepsASecond: Double {
    ends.map { Double($1.done - $0.done) / ($1.seconds - $0.seconds) } ?? .nan
  }

  /// Seconds of the run's clock in one of this program's; NaN before it is known.
  var clockASecond: Double {
    ends.map { ($1.time - $0.time) / ($1.seconds - $0.seconds) } ?? .nan
  }

  /// Takes another one's marks into its own memory.
  mutating func copy(_ other: borrowing Pace) {
    marks.removeAll(keepingCapacity: true)
    marks.append(contentsOf: other.marks)
    next = other.next
  }
}
