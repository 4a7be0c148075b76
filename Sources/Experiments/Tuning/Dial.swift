import Foundation

/// An option that is tuned, with the values that are tried.
///
/// The name is that of an option without dashes, or `set.KEY` for a setting of the scheme.
public struct Dial: Hashable, Sendable {
  /// Without the dashes.
  public var option: String
  /// What is tried at first, as text.
  public var values: [String]
  /// What lies beyond; nil for a list, which has an end.
  public var ladder: Ladder?
  /// Whether the first and the last of values that are no numbers count as edges.
  public var isOrdered = false

  /// A list.
  public init(option: String, values: [String], isOrdered: Bool = false) {
    self.option = option
    self.values = values
    self.isOrdered = isOrdered
  }

  /// Values that go on in both directions.
  public init(option: String, ladder: Ladder) {
    self.option = option
    self.ladder = ladder
    values = ladder.first.compactMap { ladder.value(at: $0) }
  }

  /// The places of the values that are tried at first.
  var places: [Int] {
    ladder.map { l in l.first.filter { l.value(at: $0) != nil } } ?? Array(values.indices)
  }

  /// The value at a place; nil where there is none.
  func value(at place: Int) -> String? {
    if let ladder { return ladder.value(at: place) }
    return values.indices.contains(place) ? values[place] : nil
  }

  /// Whether a place of a list is at its edge: the least or the greatest number, or the first or the
  /// last of an ordered list of which not all are numbers.
  func isAtEdge(_ place: Int) -> Bool {
    guard ladder == nil, values.count > 1 else { return false }
    let numbers = values.compactMap { Double($0).flatMap { $0.isFinite ? $0 : nil } }
    guard numbers.count == values.count else {
      return isOrdered && (place == 0 || place == values.count - 1)
    }
    return numbers[place] == numbers.min() || numbers[place] == numbers.max()
  }
}

/// Values start · factor^k, for all whole k between two ends.
public struct Ladder: Hashable, Sendable {
  /// At k = 0.
  public var start: Double
  /// Above 1.
  public var factor: Double
  /// The least value that makes sense.
  public var least: Double?
  /// The greatest one.
  public var most: Double?
  /// Whether values are whole numbers.
  public var isWhole = false
  /// How many values are tried at first; odd.
  public var width = 3

  /// The places that are tried at first, around the start.
  var first: ClosedRange<Int> { -(width / 2)...(width / 2) }

  /// The value at a place; nil beyond the ends, and where rounding gives the one before again.
  public func value(at place: Int) -> String? {
    guard let value = number(at: place) else { return nil }
    if isWhole, place != 0, number(at: place < 0 ? place + 1 : place - 1) == value { return nil }
    return value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  private func number(at place: Int) -> Double? {
    let exact = start * pow(factor, Double(place))
    // Four digits are as good as sixteen, and stand in tables.
    let value = isWhole ? exact.rounded() : Double(String(format: "%.4g", exact)) ?? exact
    guard value.isFinite, abs(value) < 1e15, value >= least ?? -.infinity,
      value <= most ?? .infinity
    else { return nil }
    return value
  }
}
