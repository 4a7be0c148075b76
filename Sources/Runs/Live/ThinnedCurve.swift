/// A curve of any number of steps in few points, made while it grows and without allocating.
///
/// Each point stands for equally many steps. When there is no place for another one, each two become one.
struct ThinnedCurve: Sendable {
  /// What a step has, or the mean over some.
  struct Point: Equatable, Sendable {
    /// The number of steps done, and the run's clock, at the last of them.
    var done: Int
    var time: Double
    /// Seconds that this process had trained; NaN where another one did the step.
    var seconds: Double
    /// Means over the steps.
    var loss: Double
    var staleness: Double
    /// The largest of the steps.
    var oldest: Int

    /// The point of this one and a later one, of which this one stands for a share.
    func joined(_ later: Point, share: Double) -> Point {
      Point(
        done: later.done, time: later.time, seconds: later.seconds,
        loss: share * loss + (1 - share) * later.loss,
        staleness: share * staleness + (1 - share) * later.staleness,
        oldest: max(oldest, later.oldest))
    }
  }

  /// The points, and a last one for the steps that make no whole one yet.
  private(set) var points: [Point] = []
  private let capacity: Int
  /// How many steps a point stands for, and how many the last one has of them.
  private(set) var stride = 1
  private var last = 0

  /// An empty curve.
  /// - Parameter capacity: Points, an even number.
  init(capacity: Int) {
    precondition(capacity > 0 && capacity.isMultiple(of: 2))
    self.capacity = capacity
    points.reserveCapacity(capacity)
  }

  /// Appends a step.
  mutating func add(_ step: Point) {
    if last > 0, last < stride {
      let share = Double(last) / Double(last + 1)
      points[points.count - 1] = points[points.count - 1].joined(step, share: share)
      last += 1
      return
    }
    if points.count == capacity {
      halve()
    }
    points.append(step)
    last = 1
  }

  private mutating func halve() {
    for i in 0..<capacity / 2 { points[i] = points[2 * i].joined(points[2 * i + 1], share: 0.5) }
    points.removeLast(capacity / 2)
    stride *= 2
  }

  /// Takes another curve's points into its own memory.
  mutating func copy(_ other: borrowing ThinnedCurve) {
    points.removeAll(keepingCapacity: true)
    points.append(contentsOf: other.points)
    stride = other.stride
    last = other.last
  }
}
