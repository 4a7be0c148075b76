/// Which version of a gradient each place holds: the newest that has come, whoever sent it.
public struct HeldVersions: Sendable {
  /// By place; −1 before the first message.
  private var versions: [Int]
  /// Places that nothing has come for.
  public private(set) var unseen: Int

  /// Empty places.
  public init(places: Int) {
    versions = Array(repeating: -1, count: places)
    unseen = places
  }

  /// The places.
  public var places: Range<Int> { versions.indices }

  /// What a place holds; −1 where it is empty.
  public subscript(place: Int) -> Int { versions[place] }

  /// Whether a version is newer than what a place holds.
  public func isNewer(_ version: Int, at place: Int) -> Bool { version > versions[place] }

  /// A message has come; an older one than what is held changes nothing.
  public mutating func take(_ version: Int, at place: Int) {
    if versions[place] < 0 { unseen -= 1 }
    if version > versions[place] { versions[place] = version }
  }

  /// Appends weight 1 for each place that holds something.
  public func append(to weights: inout [Weight]) {
    for place in places where versions[place] >= 0 {
      weights.append(Weight(place: place, version: versions[place], 1))
    }
  }
}
