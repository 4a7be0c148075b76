/// A line search whose every trial is a training step: it is told the value and the slope at the length
/// that it asked for, and says whether that length will do or which one to try next.
///
/// The weak Wolfe conditions, f(t) ≤ f(0) + 10⁻⁴ t f′(0) and f′(t) ≥ 0.9 f′(0), by bracketing: on a
/// smooth function that is bounded below every search ends, and the pair of differences that follows
/// has a positive product. Where f(0) and f(t) differ by rounding alone, the slope decides, as in Hager
/// and Zhang, SIAM Journal on Optimization 16, 2005.
struct WolfeSearch {
  enum Verdict: Equatable { case accepted, again, failed }

  /// The length to try.
  private(set) var length: Double
  private let value: Double
  private let slope: Double
  private let rounding: Double
  /// The longest length known to be too short, with its value and slope.
  private var low: (length: Double, value: Double, slope: Double)
  /// The shortest length known to be too long.
  private var high = Double.infinity
  private var trials = 0

  /// Trials before a search fails.
  static let most = 20

  /// A search along a direction of descent.
  /// - Parameters:
  ///   - value: f(0).
  ///   - slope: f′(0), below zero.
  ///   - length: The first length to try.
  ///   - rounding: The relative error of a value.
  init(value: Double, slope: Double, length: Double, rounding: Double) {
    self.value = value
    self.slope = slope
    self.length = length
    self.rounding = rounding
    low = (0, value, slope)
  }

  /// Judges the length that was tried.
  mutating func judge(value f: Double, slope g: Double) -> Verdict {
    trials += 1
    let falls = f <= value + 1e-4 * length * slope
    let levels = f <= value + rounding * abs(value) && g <= (2e-4 - 1) * slope
    guard falls || levels else { return shorten(f) }
    guard g >= 0.9 * slope else { return lengthen(f, g) }
    return .accepted
  }

  /// Tries between the bracket's ends, where the parabola through them has its minimum.
  private mutating func shorten(_ f: Double) -> Verdict {
    high = length
    let width = high - low.length
    let bend = 2 * (f - low.value - low.slope * width)
    let best = bend > 0 ? -low.slope * width * width / bend : width / 2
    return attempt(low.length + min(max(best, 0.1 * width), 0.9 * width))
  }

  /// Tries a longer one, where the slope would be zero if it changed evenly.
  private mutating func lengthen(_ f: Double, _ g: Double) -> Verdict {
    let passed = length - low.length
    let change = g - low.slope
    let more = change > 0 ? -g * passed / change : .infinity
    low = (length, f, g)
    guard high < .infinity else { return attempt(length + min(max(more, passed), 4 * passed)) }
    let width = high - length
    return attempt(length + min(max(more, 0.1 * width), 0.5 * width))
  }

  private mutating func attempt(_ next: Double) -> Verdict {
    guard trials < Self.most, next.isFinite, next > low.length, next < high else { return .failed }
    length = next
    return .again
  }

  /// Everything that it knows, for a checkpoint.
  var numbers: [Double] {
    [length, value, slope, rounding, low.length, low.value, low.slope, high, Double(trials)]
  }

  /// A search that goes on where another one was; nil where the numbers are not of one.
  init?(numbers: [Double]) {
    guard numbers.count == 9, let trials = Int(exactly: numbers[8]) else { return nil }
    length = numbers[0]
    value = numbers[1]
    slope = numbers[2]
    rounding = numbers[3]
    low = (numbers[4], numbers[5], numbers[6])
    high = numbers[7]
    self.trials = trials
  }
}
