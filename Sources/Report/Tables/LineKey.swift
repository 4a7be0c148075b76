/// What tells a line of a comparison from another.
struct LineKey: Hashable, Sendable {
  let scheme: String
  let variant: String
}

/// One entry of each axis: what is compared with each other.
struct Combination: Hashable, Sendable {
  let axes: [String]
  let coordinates: [String]

  /// What stands for an axis that makes no difference to a scheme.
  static let any = "any"

  /// `delay = exponential, stragglers = 2`; `all runs` where nothing is varied.
  var title: String {
    axes.isEmpty
      ? "all runs" : zip(axes, coordinates).map { "\($0) = \($1)" }.joined(separator: ", ")
  }

  /// For names of files and anchors; unique in a report.
  private(set) var slug: String

  init(axes: [String], coordinates: [String]) {
    self.axes = axes
    self.coordinates = coordinates
    let text = coordinates.isEmpty ? "all" : coordinates.joined(separator: "-")
    slug = Self.slug(text)
  }

  /// Text as a part of a file's name or an anchor; different ones may be the same.
  static func slug(_ text: String) -> String {
    String(text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// Combinations whose slugs differ: one that another had before gets its number in the report.
  static func distinct(_ combinations: [Combination]) -> [Combination] {
    // Anchors that every page has.
    var used: Set<String> = ["top", "overview"]
    return combinations.enumerated().map { number, combination in
      var combination = combination
      while !used.insert(combination.slug).inserted { combination.slug += "-\(number + 1)" }
      return combination
    }
  }

  func contains(_ other: [String]) -> Bool {
    zip(coordinates, other).allSatisfy { $0 == $1 || $1 == Self.any }
  }
}
