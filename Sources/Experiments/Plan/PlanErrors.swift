/// What is wrong with a plan, a line each.
public struct PlanErrors: Error, Sendable {
  private var reasons: [(reason: String, places: [String])] = []
  /// How many places of one reason have a line of their own: one file that is missing is one trouble,
  /// whatever reads it.
  private static let most = 3

  /// Adds what is wrong with a combination, or with the plan.
  mutating func add(_ reason: String, at place: String? = nil) {
    let i =
      reasons.firstIndex { $0.reason == reason }
      ?? {
        reasons.append((reason, []))
        return reasons.count - 1
      }()
    if let place { reasons[i].places.append(place) }
  }

  /// A line each; at least one where this is thrown.
  public var lines: [String] {
    reasons.flatMap { reason, places in
      guard places.count > Self.most else {
        return places.isEmpty ? [reason] : places.map { "\($0): \(reason)" }
      }
      return ["\(places[0]) and \(places.count - 1) other combinations: \(reason)"]
    }
  }
}
