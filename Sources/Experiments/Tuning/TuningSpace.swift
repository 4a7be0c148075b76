import Runs

/// What candidates there are: a place of each dial.
struct TuningSpace: Sendable {
  let dials: [Dial]

  /// All combinations of what is tried at first.
  var first: [[Int]] {
    var places: [[Int]] = [[]]
    for dial in dials { places = places.flatMap { place in dial.places.map { place + [$0] } } }
    return places
  }

  /// The options that a candidate sets; nil where a dial has no such value.
  func options(_ place: [Int]) -> OptionList? {
    var options = OptionList()
    for (dial, i) in zip(dials, place) {
      guard let value = dial.value(at: i) else { return nil }
      options.set(dial.option, [value])
    }
    return options
  }

  /// Whether a candidate must be possible: it has nothing but what the plan names.
  func isNamed(_ place: [Int]) -> Bool {
    zip(dials, place).allSatisfy { dial, i in dial.ladder == nil || i == 0 }
  }

  /// The candidates beside one, a step up or down one ladder.
  func neighbors(of place: [Int]) -> [[Int]] {
    dials.indices.filter { dials[$0].ladder != nil }.flatMap { i in
      [-1, 1].map { step in
        var other = place
        other[i] += step
        return other
      }
    }
  }
}
